import { basename, dirname, join, relative } from 'node:path'
import ts from 'typescript'
import { root } from './run.mjs'

/** Where the reports are kept. */
export const reportFolder = join(root, 'test', 'package', 'api')

/**
 * Writes down what the built declarations of each entry promise: every exported name, its kind and its type.
 *
 * @param {readonly string[]} names the entries' file names in `dist`, such as `index`
 * @returns {Map<string, string>} the report of each entry
 */
export function createReports(names) {
  const paths = names.map((name) => join(root, 'dist', `${name}.d.ts`))
  const program = ts.createProgram(paths, {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    types: ['node'],
    strict: true,
    noEmit: true,
  })
  const checker = program.getTypeChecker()
  return new Map(paths.map((path) => [basename(path, '.d.ts'), report(path, program, checker)]))
}

/**
 * @param {string} path
 * @param {ts.Program} program
 * @param {ts.TypeChecker} checker
 */
function report(path, program, checker) {
  const file = program.getSourceFile(path)
  const module = file && checker.getSymbolAtLocation(file)
  if (!module) throw new Error(`${relative(root, path)} is missing or exports nothing: build first`)

  const exported = checker.getExportsOfModule(module)
  const reached = reachable(
    exported.map((symbol) => original(symbol, checker)),
    checker,
  )
  const name = basename(path, '.d.ts')
  return [
    `# ${name === 'index' ? 'ironseal' : `ironseal/${name}`}`,
    'Written by `npm run api` from the built types.',
    ...sections(exported, '', checker),
    ...sections(reached, ', not exported', checker),
    '',
  ].join('\n\n')
}

/**
 * @param {readonly ts.Symbol[]} symbols
 * @param {string} note
 * @param {ts.TypeChecker} checker
 */
function sections(symbols, note, checker) {
  return [...symbols]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((symbol) => {
      const declarations = original(symbol, checker).declarations ?? []
      const kinds = [...new Set(declarations.map(kindOf))].join(', ')
      const text = declarations.map(print).join('\n')
      return `## ${symbol.name} (${kinds}${note})\n\n\`\`\`ts\n${text}\n\`\`\``
    })
}

/**
 * The types of the library that exported ones are made of without being exported themselves: a change there changes
 * the API just as well.
 *
 * @param {readonly ts.Symbol[]} symbols
 * @param {ts.TypeChecker} checker
 */
function reachable(symbols, checker) {
  const seen = new Set(symbols)
  /** @param {ts.Node} node */
  const visit = (node) => {
    const found = ts.isIdentifier(node) ? checker.getSymbolAtLocation(node) : undefined
    const symbol = found && original(found, checker)
    const declaration = symbol?.declarations?.at(0)
    if (symbol && declaration && !seen.has(symbol) && KINDS.has(declaration.kind)) {
      if (!isOurs(declaration)) return
      seen.add(symbol)
      symbol.declarations?.forEach(visit)
    }
    ts.forEachChild(node, visit)
  }
  for (const symbol of symbols) symbol.declarations?.filter(isOurs).forEach(visit)
  return [...seen].filter((symbol) => !symbols.includes(symbol))
}

/**
 * @param {ts.Symbol} symbol
 * @param {ts.TypeChecker} checker
 */
const original = (symbol, checker) =>
  symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol

/** @param {ts.Declaration} declaration */
const isOurs = (declaration) => !declaration.getSourceFile().fileName.includes('/node_modules/')

const KINDS = new Map([
  [ts.SyntaxKind.ClassDeclaration, 'class'],
  [ts.SyntaxKind.EnumDeclaration, 'enum'],
  [ts.SyntaxKind.FunctionDeclaration, 'function'],
  [ts.SyntaxKind.InterfaceDeclaration, 'interface'],
  [ts.SyntaxKind.TypeAliasDeclaration, 'type'],
  [ts.SyntaxKind.VariableDeclaration, 'const'],
])

/** @param {ts.Declaration} declaration */
const kindOf = (declaration) =>
  KINDS.get(declaration.kind) ?? ts.SyntaxKind[declaration.kind] ?? 'unknown'

const printer = ts.createPrinter({ removeComments: true })

/**
 * The declaration without its comments. Of another package only the name counts: its versions are not our API.
 *
 * @param {ts.Declaration} declaration
 */
function print(declaration) {
  const file = declaration.getSourceFile()
  const foreign = file.fileName.split('/node_modules/').at(1)
  if (foreign)
    return `// from ${foreign.startsWith('@') ? foreign : dirname(foreign).split('/')[0]}`
  const text = printer.printNode(ts.EmitHint.Unspecified, declaration, file)
  return ts.isVariableDeclaration(declaration) ? `declare const ${text}` : text
}
