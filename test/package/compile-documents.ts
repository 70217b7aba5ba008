import { existsSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import ts from 'typescript'
import { type CodeBlock, root, virtualPath } from './documents.ts'

/** What nobody minds in JavaScript: parameters without types, members that middleware adds, variables that may be unset. */
const UNTYPED = new Set([2339, 7005, 7006, 7031, 7034])

function isMissingType({ code, messageText }: ts.Diagnostic): boolean {
  const text = ts.flattenDiagnosticMessageText(messageText, ' ')
  return UNTYPED.has(code) || (code === 2322 && text.includes("Type 'undefined' is not"))
}

/** Compiles blocks against the sources; gives one line for each fault. */
export function compileBlocks(blocks: readonly CodeBlock[]): string[] {
  // What a document declares for a whole application must not be seen by the others.
  const apart = new Set(
    blocks.filter(({ code }) => /^declare global/m.test(code)).map(({ document }) => document),
  )
  const together = blocks.filter(({ document }) => !apart.has(document))
  const groups = [...apart].map((name) => blocks.filter(({ document }) => document === name))
  return [together, ...groups].flatMap(compileTogether)
}

/** Files that are no blocks are the same in every program. */
const parsed = new Map<string, ts.SourceFile | undefined>()

function compileTogether(blocks: readonly CodeBlock[]): string[] {
  if (blocks.length === 0) return []
  const files = new Map(blocks.map((block, index) => [virtualPath(block, index), block]))
  const options = readOptions()
  const host = ts.createCompilerHost(options)
  const { fileExists, readFile, directoryExists } = host
  host.fileExists = (file) => files.has(normalize(file)) || fileExists(file)
  host.readFile = (file) => files.get(normalize(file))?.code ?? readFile(file)
  host.directoryExists = (folder) =>
    [...files.keys()].some((file) => file.startsWith(normalize(folder))) ||
    directoryExists?.(folder) === true
  const { getSourceFile } = host
  host.getSourceFile = (file, ...rest) => {
    const block = files.get(normalize(file))
    if (block === undefined) {
      if (!parsed.has(file)) parsed.set(file, getSourceFile(file, ...rest))
      return parsed.get(file)
    }
    return ts.createSourceFile(file, block.code, ts.ScriptTarget.ES2022, true)
  }

  const cache = ts.createModuleResolutionCache(root, (name) => name, options)
  host.resolveModuleNameLiterals = (literals, from) =>
    literals.map(({ text }) => {
      const block = files.get(normalize(from))
      const local = block === undefined ? undefined : localModule(text, block, from, files)
      if (local !== undefined)
        return { resolvedModule: { resolvedFileName: local, extension: extensionOf(local) } }
      return ts.resolveModuleName(text, from, options, host, cache)
    })

  const shims = join(root, 'test/package/document-shims.d.ts')
  const program = ts.createProgram([shims, ...files.keys()], options, host)
  return [...files].flatMap(([file, block]) => {
    const source = program.getSourceFile(file)
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]
      .filter((diagnostic) => block.language !== 'js' || !isMissingType(diagnostic))
      .map((diagnostic) => describe(diagnostic, block))
  })
}

function readOptions(): ts.CompilerOptions {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent({ ...config, files: [] }, ts.sys, root)
  return {
    ...options,
    isolatedDeclarations: false,
    declaration: false,
    erasableSyntaxOnly: false,
    // The applications of the documents are bundled: Next's are.
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    jsx: ts.JsxEmit.Preserve,
    allowJs: true,
    checkJs: true,
    esModuleInterop: true,
    paths: {
      '#platform': [join(root, 'src/lib/platform/node.ts')],
      ironseal: [join(root, 'src/index.ts')],
      'ironseal/*': [join(root, 'src/*.ts')],
      // What migrations begin with; the repository has them under other names.
      'iron-session': [join(root, 'node_modules/iron-session-8')],
      express: [join(root, 'node_modules/@types/express')],
    },
  }
}

/** A block names another of its document by its file name. Of several with one name, the nearest before it is meant. */
function localModule(
  specifier: string,
  block: CodeBlock,
  from: string,
  files: ReadonlyMap<string, CodeBlock>,
): string | undefined {
  if (!specifier.startsWith('.')) return undefined
  const wanted = join(dirname(block.file ?? 'block.ts'), specifier).replace(/\.[jt]sx?$/, '')
  const all = [...files].filter(
    ([, other]) =>
      other.document === block.document && other.file?.replace(/\.[jt]sx?$/, '') === wanted,
  )
  const own = [...files.keys()].indexOf(normalize(from))
  const before = all.filter(([file]) => [...files.keys()].indexOf(file) < own)
  return (before.at(-1) ?? all[0])?.[0] ?? applicationModule(wanted)
}

/** What an application has beside its sessions: users, and where they are kept. */
function applicationModule(wanted: string): string | undefined {
  const file = join(root, 'test/package/document-modules', `${wanted.split('/').at(-1)}.ts`)
  return existsSync(file) ? file : undefined
}

function extensionOf(file: string): string {
  return file.slice(file.lastIndexOf('.'))
}

function describe({ messageText, start, file }: ts.Diagnostic, { place }: CodeBlock): string {
  const line = file === undefined ? 0 : file.getLineAndCharacterOfPosition(start ?? 0).line + 1
  return `${place} +${line}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`
}
