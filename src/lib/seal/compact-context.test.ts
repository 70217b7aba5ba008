import { describe, expect, it } from 'vitest'
import { encodeContext } from './compact-context.ts'
import type { SealContext } from './format.ts'

const HEAD = new Uint8Array(17).fill(0xb1)
const encode = (context: SealContext): string =>
  Buffer.from(encodeContext(HEAD, context)).toString('hex')

describe('the additional data of a compact seal', () => {
  it('is PASETO’s encoding of five pieces', () => {
    expect(encode({ purpose: 'session', name: 'c', audience: 'ü' })).toBe(
      [
        '0500000000000000',
        `1000000000000000${Buffer.from('ironseal/seal/v1').toString('hex')}`,
        `1100000000000000${'b1'.repeat(17)}`,
        `0700000000000000${Buffer.from('session').toString('hex')}`,
        '010000000000000063',
        '0200000000000000c3bc',
      ].join(''),
    )
  })

  it('has a sixth piece where something is bound, be it empty', () => {
    const use = { purpose: 'session', name: 'c' }
    expect(encode({ ...use, bind: '' })).toMatch(/^06.*0000000000000000$/)
    expect(encode({ ...use, bind: undefined })).toBe(encode(use))
    expect(encode({ ...use, audience: undefined })).toBe(encode({ ...use, audience: '' }))
  })

  it('is another one for every other use', () => {
    const pieces = ['', 'a', 'b', 'ab', 'a\0', '\0a', 'a\0\0\0\0\0\0\0', 'x'.repeat(10_000)]
    const seen = new Set<string>()
    for (const purpose of pieces)
      for (const name of pieces)
        for (const audience of pieces)
          for (const bind of [...pieces, undefined])
            seen.add(encode({ purpose, name, audience, bind }))
    expect(seen.size).toBe(8 * 8 * 8 * 9)
  })

  // UTF-8 writes U+D800, U+D801 and U+FFFD alike: three purposes would be one.
  it.each(['\uD800', 'a\uDC00', '😀'.slice(1)])('is none for half a surrogate pair: %j', (text) => {
    for (const piece of ['purpose', 'name', 'audience', 'bind'])
      expect(() => encode({ purpose: 'p', name: 'n', [piece]: text })).toThrow(
        expect.objectContaining({
          code: 'ERR_IRONSEAL_OPTION',
          message: 'A purpose, a name, an audience or a binding is no well-formed text',
          hint: expect.stringContaining('half of a surrogate pair'),
        }),
      )
  })
})
