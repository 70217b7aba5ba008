import { describe, expect, it } from 'vitest'
import { checkLayers, type SourceFile } from './layers.ts'

const file = (path: string, imports: string[] = [], onlyReExports = false): SourceFile => ({
  path,
  imports,
  onlyReExports,
})
const face = (path: string, imports: string[]): SourceFile => file(path, imports, true)

describe('checkLayers', () => {
  it('accepts a tree whose imports all point down', () => {
    const tree = [
      face('index.ts', ['lib/sessions.ts', 'lib/errors.ts']),
      file('browser.ts'),
      file('lib/sessions.ts', ['lib/options.ts', 'lib/exchanges/node.ts', 'lib/seal/sealer.ts']),
      file('lib/options.ts', ['lib/keys/key-ring.ts']),
      file('lib/exchanges/node.ts', ['lib/transport/set-cookie.ts', 'lib/exchange.ts']),
      file('lib/transport/set-cookie.ts', ['lib/transport/chunks.ts']),
      file('lib/transport/chunks.ts', ['lib/bytes/utf8.ts']),
      file('lib/seal/sealer.ts', ['lib/keys/key-ring.ts', 'lib/platform/node.ts']),
      file('lib/keys/key-ring.ts', ['lib/bytes/utf8.ts']),
      file('lib/platform/node.ts'),
      file('lib/bytes/utf8.ts'),
      file('lib/errors.ts'),
      file('lib/exchange.ts'),
    ]
    expect(checkLayers(tree)).toEqual([])
  })

  it.each([
    ['a higher layer', 'lib/keys/key-ring.ts', 'lib/seal/iron.ts'],
    ['a sibling folder', 'lib/session/handle.ts', 'lib/transport/cookie.ts'],
    ['a sibling file', 'lib/errors.ts', 'lib/exchange.ts'],
    ['a face', 'lib/compat/with-iron-session.ts', 'index.ts'],
    ['sealing, from a session', 'lib/session/handle.ts', 'lib/seal/iron.ts'],
    ['sealing, from a transport', 'lib/transport/cookie.ts', 'lib/seal/iron.ts'],
    ['keys, from a transport', 'lib/transport/cookie.ts', 'lib/keys/key-ring.ts'],
    ['sessions, from an exchange', 'lib/exchanges/node.ts', 'lib/sessions.ts'],
  ])('refuses an import of %s', (_, from, to) => {
    expect(checkLayers([file(from, [to])])).toEqual([expect.stringContaining(`${from} → ${to}: `)])
  })

  it('gives the defended edges their own reason', () => {
    const tree = [file('lib/transport/cookie.ts', ['lib/keys/key-ring.ts'])]
    expect(checkLayers(tree)[0]).toMatch(/never sees a key/)
  })

  it('refuses a file that has no layer', () => {
    expect(checkLayers([file('lib/utils/misc.ts')])).toEqual([
      'lib/utils/misc.ts: no layer is known for "utils"',
    ])
  })

  it('refuses an import of a file that has no layer', () => {
    const tree = [file('lib/seal/iron.ts', ['lib/utils/misc.ts']), file('lib/utils/misc.ts')]
    expect(checkLayers(tree)).toContain('lib/utils/misc.ts: no layer is known for "utils"')
  })

  it('refuses a cycle within one folder', () => {
    const tree = [
      file('lib/seal/a.ts', ['lib/seal/b.ts']),
      file('lib/seal/b.ts', ['lib/seal/c.ts']),
      file('lib/seal/c.ts', ['lib/seal/a.ts']),
    ]
    expect(checkLayers(tree)).toEqual([
      'cycle: lib/seal/a.ts → lib/seal/b.ts → lib/seal/c.ts → lib/seal/a.ts',
    ])
  })

  it('refuses a file that imports itself', () => {
    expect(checkLayers([file('lib/seal/a.ts', ['lib/seal/a.ts'])])).toHaveLength(1)
  })

  it('sees no cycle where two paths meet again', () => {
    const tree = [
      file('lib/seal/a.ts', ['lib/seal/b.ts', 'lib/seal/c.ts']),
      file('lib/seal/b.ts', ['lib/seal/d.ts']),
      file('lib/seal/c.ts', ['lib/seal/d.ts']),
      file('lib/seal/d.ts'),
    ]
    expect(checkLayers(tree)).toEqual([])
  })

  it('refuses a face with code of its own', () => {
    expect(checkLayers([file('index.ts', ['lib/sessions.ts'])])).toEqual([
      'index.ts: a face only re-exports',
    ])
  })

  it('refuses a face that re-exports another face', () => {
    expect(checkLayers([face('next.ts', ['index.ts'])])).toHaveLength(1)
  })
})
