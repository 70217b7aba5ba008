import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { compileBlocks } from './compile-documents.ts'
import { anchors, codeBlocks, type Document, links, listDocuments, root } from './documents.ts'
import { runBlock } from './run-documents.ts'

const documents = listDocuments()
const taught = documents.filter(({ path }) => path === 'README.md' || path.startsWith('docs/'))
const blocks = taught.flatMap(codeBlocks)

describe('code in the documents', () => {
  it('is found', () => {
    expect(blocks.length).toBeGreaterThan(50)
    expect(blocks.filter(({ runs }) => runs).length).toBeGreaterThan(10)
  })

  it('compiles against the sources', () => {
    expect(compileBlocks(blocks)).toEqual([])
  })

  it.each(blocks.filter(({ runs }) => runs))('runs: $place', async (block) => {
    await runBlock(block)
  })

  it('is seen to be wrong when it is', async () => {
    const wrong = { document: 'README.md', file: undefined, language: 'ts', runs: true } as const
    const code = "import { createSession } from 'ironseal'\ncreateSession()"
    expect(compileBlocks([{ ...wrong, place: 'here', code }])).toHaveLength(1)
    const failing = "import assert from 'node:assert/strict'\nassert.equal(1, 2)"
    await expect(runBlock({ ...wrong, place: 'here', code: failing })).rejects.toThrow(/1/)
  })
})

describe('links in the documents', () => {
  const known = new Map(documents.map((document) => [document.path, document]))

  it('lead to files and headings that exist', () => {
    const broken = documents.flatMap(links).filter(({ path, anchor }) => {
      if (!existsSync(join(root, path))) return true
      const target = known.get(path)
      return anchor !== undefined && target !== undefined && !anchors(target).has(anchor)
    })
    expect(broken).toEqual([])
  })

  it('reach every page of the guide', () => {
    const reached = new Set(documents.flatMap(links).map(({ path }) => path))
    const pages = documents.filter(({ path }) => /^docs\/(?:guide|migrate)\//.test(path))
    expect(pages.filter(({ path }) => !reached.has(path))).toEqual([])
  })
})

describe('the guide', () => {
  const errors = declarations('src/lib/errors.ts')
  const options = declarations('src/lib/options/sessions-options.ts')
  const events = declarations('src/lib/session/events.ts')

  it('explains every code of SessionError', () => {
    const codes = literalsOf(errors, 'SessionErrorCode')
    expect(codes).toContain('ERR_IRONSEAL_OPTION')
    expect(unexplained(codes, page('docs/guide/errors.md'))).toEqual([])
    expect(unexplained(codes, page('README.md'))).toEqual([])
  })

  it('explains every reason of a rejection', () => {
    const reasons = literalsOf(errors, 'RejectReason')
    expect(reasons).toContain('unknown-key')
    expect(unexplained(reasons, page('docs/guide/events-and-reasons.md'))).toEqual([])
  })

  it('explains every event', () => {
    const types = literalsOf(events, 'SessionEvent')
    expect(types).toContain('ambiguous')
    expect(unexplained(types, page('docs/guide/events-and-reasons.md'))).toEqual([])
  })

  it('has every option of createSessions, and no other', () => {
    const names = membersOf(options, 'SessionsOptions')
    expect(names).toContain('idleTimeout')
    const table = page('docs/guide/README.md').text.split('## Options')[1] ?? ''
    const rows = [...table.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name)
    expect(rows.sort()).toEqual(names.sort())
  })

  function page(path: string): Document {
    const document = documents.find((known) => known.path === path)
    if (document === undefined) throw new Error(`There is no ${path}`)
    return document
  }
})

function unexplained(names: readonly string[], { text }: Document): string[] {
  return names.filter((name) => !text.includes(`| \`${name}\``))
}

function declarations(path: string): readonly ts.Statement[] {
  const text = readFileSync(join(root, path), 'utf8')
  return ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true).statements
}

/** Every text in a type that is a union of them. */
function literalsOf(statements: readonly ts.Statement[], name: string): string[] {
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isLiteralTypeNode(node) && ts.isStringLiteral(node.literal))
      found.push(node.literal.text)
    ts.forEachChild(node, visit)
  }
  for (const node of statements)
    if (ts.isTypeAliasDeclaration(node) && node.name.text === name) visit(node)
  return found
}

function membersOf(statements: readonly ts.Statement[], name: string): string[] {
  return statements
    .filter(ts.isInterfaceDeclaration)
    .filter((node) => node.name.text === name)
    .flatMap(({ members }) => members.map((member) => member.name?.getText() ?? ''))
}
