import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix, relative, sep } from 'node:path'
import ts from 'typescript'
import type { SourceFile } from './layers.ts'

/** A module that a file names but that is not a file of `src`: `cookie`, `node:crypto`. */
interface Foreign {
  path: string
  specifier: string
  /** True when the import disappears from the compiled file. */
  typeOnly: boolean
}

interface Source {
  files: SourceFile[]
  foreign: Foreign[]
}

interface Named {
  specifier: string
  typeOnly: boolean
}

/** The file that stands for the conditional import `#platform` in questions of direction. */
const PLATFORM = 'lib/platform/node.ts'

/** Reads the imports of every file below a folder, tests left out. */
export function readSource(folder: string): Source {
  const source: Source = { files: [], foreign: [] }
  for (const path of listSources(folder)) {
    const { named, onlyReExports } = readModule(readFileSync(join(folder, path), 'utf8'))
    const imports = new Set<string>()
    for (const { specifier, typeOnly } of named) {
      if (specifier === '#platform') imports.add(PLATFORM)
      else if (!specifier.startsWith('.')) source.foreign.push({ path, specifier, typeOnly })
      else imports.add(posix.join(posix.dirname(path), specifier))
    }
    source.files.push({ path, imports: [...imports], onlyReExports })
  }
  return source
}

function listSources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !path.endsWith('.test.ts'))
    .sort()
}

/** What one module names in `import`, `export … from`, `import()`, `require()` and `import('…')` types. */
export function readModule(text: string): { named: Named[]; onlyReExports: boolean } {
  const tree = ts.createSourceFile('module.ts', text, ts.ScriptTarget.ES2022, true)
  const named: Named[] = []

  const visit = (node: ts.Node): void => {
    const specifier = specifierOf(node)
    if (specifier) named.push({ specifier: specifier.text, typeOnly: isTypeOnly(node) })
    ts.forEachChild(node, visit)
  }
  visit(tree)

  const onlyReExports = tree.statements.every(
    (node) => ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined,
  )
  return { named, onlyReExports }
}

function specifierOf(node: ts.Node): ts.StringLiteral | undefined {
  const found = (() => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      return node.argument.literal
    }
    if (!ts.isCallExpression(node)) return undefined
    const isImport = node.expression.kind === ts.SyntaxKind.ImportKeyword
    const isRequire = ts.isIdentifier(node.expression) && node.expression.text === 'require'
    return isImport || isRequire ? node.arguments[0] : undefined
  })()
  return found && ts.isStringLiteral(found) ? found : undefined
}

function isTypeOnly(node: ts.Node): boolean {
  if (ts.isImportTypeNode(node)) return true
  if (ts.isExportDeclaration(node)) return node.isTypeOnly
  return ts.isImportDeclaration(node) && node.importClause?.isTypeOnly === true
}

export const sourceFolder = join(dirname(import.meta.dirname), '..', 'src')
