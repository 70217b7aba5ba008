import { describe, expect, it } from 'vitest'
import { decodePlaintext, encodePlaintext, SID_BYTES } from './compact-plaintext.ts'
import type { SealContent } from './format.ts'

const NOW = 1_700_000_000_000
const contentOf = (content: Partial<SealContent> = {}): SealContent => ({
  json: '1',
  expires: NOW + 1000,
  times: { created: NOW, issued: NOW },
  sid: undefined,
  meta: undefined,
  transient: false,
  ...content,
})
const roundTrip = (content: SealContent, padded = false): SealContent | undefined =>
  decodePlaintext(encodePlaintext(content, padded))

describe('the plaintext of a compact seal', () => {
  const sid = new Uint8Array(SID_BYTES).fill(5)

  it('keeps everything, in all combinations', () => {
    for (const expires of [undefined, NOW + 7000])
      for (const id of [undefined, sid])
        for (const meta of [undefined, '{}', '{"f":{"ü":1}}'])
          for (const transient of [false, true])
            for (const padded of [false, true]) {
              const content = contentOf({ expires, sid: id, meta, transient })
              expect(roundTrip(content, padded)).toEqual(content)
            }
  })

  it('takes 16 bytes beside the JSON, 16 for the id, 2 for the length of meta data', () => {
    expect(encodePlaintext(contentOf(), false)).toHaveLength(17)
    expect(encodePlaintext(contentOf({ sid }), false)).toHaveLength(33)
    expect(encodePlaintext(contentOf({ meta: '{}' }), false)).toHaveLength(21)
  })

  it('is padded to the next multiple of 64, by one byte at least', () => {
    for (let length = 1; length <= 200; length++) {
      const content = contentOf({ json: '7'.repeat(length) })
      const bytes = encodePlaintext(content, true)
      expect(bytes).toHaveLength(Math.ceil((16 + length + 1) / 64) * 64)
      expect(decodePlaintext(bytes)).toEqual(content)
    }
  })

  it('keeps JSON that ends like padding', () => {
    for (const json of ['"\u0080"', '"é\u0080\u0000"'])
      expect(roundTrip(contentOf({ json }), true)?.json).toBe(json)
  })

  it('cannot be made without times', () => {
    expect(() => encodePlaintext({ json: '1', expires: undefined }, false)).toThrow(
      expect.objectContaining({
        code: 'ERR_IRONSEAL_USAGE',
        message: 'A compact seal needs the times of what it seals',
      }),
    )
  })

  it.each([0, 15, 17])('cannot be made with an id of %i bytes', (length) => {
    expect(() => encodePlaintext(contentOf({ sid: new Uint8Array(length) }), false)).toThrow(
      expect.objectContaining({
        code: 'ERR_IRONSEAL_USAGE',
        message: 'The id of a session has 16 bytes',
      }),
    )
  })
})

describe('the lifetime of a compact seal', () => {
  const ends = (expires: number): number | undefined => roundTrip(contentOf({ expires }))?.expires

  it('is rounded up to whole seconds', () => {
    expect(ends(NOW + 1)).toBe(NOW + 1000)
    expect(ends(NOW + 1000)).toBe(NOW + 1000)
    expect(ends(NOW + 1001)).toBe(NOW + 2000)
  })

  // Zero would stand for "no end" and open nowhere, so that a late save would look like a forgery.
  it.each([NOW, NOW - 1, NOW - 10 ** 9, 0])(
    'is a second where it should end at %d already',
    (at) => {
      expect(ends(at)).toBe(NOW + 1000)
    },
  )

  it('is at most 136 years', () => {
    const longest = NOW + (2 ** 32 - 1) * 1000
    expect(ends(longest)).toBe(longest)
    expect(() => ends(longest + 1)).toThrow(expect.objectContaining({ code: 'ERR_IRONSEAL_DATA' }))
  })
})

describe('the times of a compact seal', () => {
  const times = (created: number, issued: number): SealContent | undefined =>
    roundTrip(contentOf({ times: { created, issued }, expires: issued + 60_000 }))

  it.each([
    [0, 0],
    [1, 2],
    [2 ** 31, 2 ** 32],
    [NOW, NOW + 2 ** 40 - 1],
    [2 ** 48 - 1, 2 ** 48 - 1],
  ])('are kept: %d, %d', (created, issued) => {
    expect(times(created, issued)).toMatchObject({
      times: { created, issued },
      expires: issued + 60_000,
    })
  })

  it.each([
    ['before 1970', -1, 0],
    ['after the year 10889', 2 ** 48, 2 ** 48],
    ['no whole number', 0.5, 1],
    ['no number', NaN, NaN],
    ['sealed at no time', NOW, NaN],
    ['endless', Infinity, Infinity],
    ['an age of 35 years', NOW, NOW + 2 ** 40],
  ])('are refused: %s', (_, created, issued) => {
    expect(() => times(created, issued)).toThrow(
      expect.objectContaining({ code: 'ERR_IRONSEAL_DATA' }),
    )
  })

  // Two servers whose clocks differ by seconds: the login on one, the next save on the other.
  it('are those of the beginning when the clock is behind it', () => {
    expect(times(NOW, NOW - 5000)).toMatchObject({
      times: { created: NOW, issued: NOW },
      expires: NOW + 55_000,
    })
  })
})

describe('meta data', () => {
  it('has at most 65,535 bytes', () => {
    const meta = '7'.repeat(65_535)
    expect(roundTrip(contentOf({ meta }))?.meta).toBe(meta)
    expect(() => encodePlaintext(contentOf({ meta: `${meta}7` }), false)).toThrow(
      expect.objectContaining({
        code: 'ERR_IRONSEAL_DATA',
        message: 'A time or a length does not fit into a compact seal',
        hint: expect.stringContaining('flash data at most 64 kB'),
      }),
    )
  })
})

describe('bytes that no sealer writes', () => {
  it('are nothing, whatever they are: every flag with every length', () => {
    for (let flags = 0; flags < 256; flags++)
      for (let length = 0; length < 70; length++) {
        const bytes = new Uint8Array(length).fill(0x31)
        if (length > 0) bytes[0] = flags
        const content = decodePlaintext(bytes)
        if (content !== undefined) expect(encodePlaintext(content, false)).toEqual(bytes)
      }
  })

  it('are nothing without JSON', () => {
    for (const content of [
      contentOf(),
      contentOf({ sid: new Uint8Array(16) }),
      contentOf({ meta: '{}' }),
    ])
      for (const padded of [false, true])
        expect(roundTrip({ ...content, json: '' }, padded)).toBeUndefined()
  })

  it.each([[[]], [[255]]])('are nothing: %j', (values) => {
    expect(decodePlaintext(Uint8Array.from(values))).toBeUndefined()
  })

  it('are nothing where JSON or meta data are no UTF-8', () => {
    const json = encodePlaintext(contentOf({ json: '"é"' }), false)
    const meta = encodePlaintext(contentOf({ meta: '"é"' }), false)
    expect([decodePlaintext(json)?.json, decodePlaintext(meta)?.meta]).toEqual(['"é"', '"é"'])
    for (const bytes of [json, meta]) {
      bytes[bytes.indexOf(0xc3)] = 0xff
      expect(decodePlaintext(bytes)).toBeUndefined()
    }
  })

  it('are nothing where the padding is a whole block: it would be a second spelling', () => {
    // JSON up to the last byte but one of a block, and behind it what looks like padding.
    const full = encodePlaintext(contentOf({ json: '7'.repeat(64 - 16 - 1) }), true)
    expect([full.length, full[63]]).toEqual([64, 0x80])
    expect(decodePlaintext(full)?.json).toHaveLength(47)
    expect(decodePlaintext(Uint8Array.of(...full, ...new Uint8Array(64)))).toBeUndefined()
  })
})
