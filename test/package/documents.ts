import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, posix, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')

/** A Markdown file of the repository. */
export interface Document {
  /** Relative to the repository, with forward slashes. */
  readonly path: string
  readonly text: string
}

/** A fenced block of code in a document. */
export interface CodeBlock {
  /** `docs/guide/flash.md:12`, the line of its first fence. */
  readonly place: string
  readonly document: string
  /** The file that its first line names, `// lib/sessions.ts` for example; blocks of one document import each other by it. */
  readonly file: string | undefined
  readonly language: 'ts' | 'tsx' | 'js'
  readonly code: string
  /** Whether `<!-- run -->` stands before it. */
  readonly runs: boolean
}

/** A link to something in the repository. */
export interface Link {
  readonly place: string
  /** The path that it points to, relative to the repository. */
  readonly path: string
  readonly anchor: string | undefined
}

/** Every document for users: those of the root and all below `docs`. */
export function listDocuments(): Document[] {
  const inDocs = readdirSync(join(root, 'docs'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
    .map((entry) => join(entry.parentPath, entry.name))
  const inRoot = readdirSync(root)
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(root, name))
  return [...inRoot, ...inDocs].sort().map((file) => ({
    path: relative(root, file).split(sep).join('/'),
    text: readFileSync(file, 'utf8'),
  }))
}

const FENCE = /(<!-- run -->\n)?^```(ts|tsx|js)\n([\s\S]*?)^```$/gm
const FILE_NAME = /^\/\/ ([\w./[\]-]+\.(?:tsx?|jsx?|mjs))\b/

/** The blocks of TypeScript and JavaScript of a document. */
export function codeBlocks({ path, text }: Document): CodeBlock[] {
  return [...text.matchAll(FENCE)].map((match) => {
    const [, run, language, code = ''] = match
    return {
      place: `${path}:${lineAt(text, match.index + (run?.length ?? 0))}`,
      document: path,
      file: FILE_NAME.exec(code)?.[1],
      language: language as CodeBlock['language'],
      code,
      runs: run !== undefined,
    }
  })
}

/** The links of a document that stay in the repository. */
export function links({ path, text }: Document): Link[] {
  const prose = text.replace(/^```[\s\S]*?^```$/gm, (code) => code.replace(/[^\n]/g, ' '))
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
    .filter(([, target = '']) => !/^[a-z]+:/.test(target))
    .map((match) => {
      const [file = '', anchor] = (match[1] ?? '').split('#')
      return {
        place: `${path}:${lineAt(text, match.index)}`,
        path: file === '' ? path : posix.join(posix.dirname(path), file),
        anchor,
      }
    })
}

/** The anchors that a Markdown viewer gives the headings of a document. */
export function anchors({ text }: Document): Set<string> {
  const prose = text.replace(/^```[\s\S]*?^```$/gm, '')
  const seen = new Map<string, number>()
  const found = new Set<string>()
  for (const [, heading = ''] of prose.matchAll(/^#{1,6} (.+)$/gm)) {
    const slug = heading
      .toLowerCase()
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replace(/\s/g, '-')
    const times = seen.get(slug) ?? 0
    seen.set(slug, times + 1)
    found.add(times === 0 ? slug : `${slug}-${times}`)
  }
  return found
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length
}

/** Where a block lies as a source file: below the folder of its document, so that none of them meets another's. */
export function virtualPath(block: CodeBlock, index: number): string {
  const folder = join(root, dirname(block.document), `${basename(block.document, '.md')}.code`)
  const extension = block.language
  return block.file === undefined
    ? join(folder, `block-${index}.${extension}`)
    : join(folder, `${index}`, block.file)
}
