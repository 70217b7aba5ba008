import { describe, expect, it } from 'vitest'
import { codecOn, decodeBase64url, encodeBase64url, viewBase64url, viewOn } from './base64url.ts'
import { decodePortably, encodePortably } from './portable-base64url.ts'

/** Every text of up to two letters of a hostile alphabet, behind beginnings of several lengths. */
const LETTERS = [...'AQgw4BZaz09-_+/=. *%\n\u0000\u00e9\u0141\uff21\ud800']
/** Short texts are decoded by the loops everywhere, longer ones by the platform. */
const STARTS = [0, 1, 2, 3, 4, 5, 61, 62, 63, 64, 65, 66, 67].map((length) =>
  'AB'.repeat(40).slice(0, length),
)

describe('base64url with and without the platform', () => {
  it('is the one of the loops where there is no Buffer', () => {
    expect(codecOn(undefined)).toEqual({ encode: encodePortably, decode: decodePortably })
    expect(viewOn(undefined)).toBe(decodePortably)
  })

  it('takes and refuses the same texts where nothing is copied', () => {
    for (const first of LETTERS)
      for (const second of LETTERS)
        for (const start of STARTS)
          for (const text of [`${start}${first}${second}`, `${start}${first}${second}A`])
            expect(viewBase64url(text)).toEqual(decodePortably(text))
  })

  it('encodes alike', () => {
    for (let length = 0; length < 300; length++) {
      const bytes = Uint8Array.from({ length }, (_, at) => (at * 31 + length * 7) % 256)
      const text = Buffer.from(bytes).toString('base64url')
      expect([encodeBase64url(bytes), encodePortably(bytes)]).toEqual([text, text])
      expect([decodeBase64url(text), decodePortably(text)]).toEqual([bytes, bytes])
    }
  })

  it('refuses alike what is not canonical', () => {
    let taken = 0
    for (const start of STARTS) {
      for (const first of LETTERS) {
        for (const second of ['', ...LETTERS]) {
          const text = start + first + second
          const decoded = decodePortably(text)
          expect(decodeBase64url(text)).toEqual(decoded)
          if (decoded === undefined) continue
          taken++
          expect(encodePortably(decoded)).toBe(text)
        }
      }
    }
    expect(taken).toBeGreaterThan(200)
  })

  it('encodes a window into other memory alone', () => {
    const memory = Uint8Array.from({ length: 20 }, (_, at) => at)
    expect(encodeBase64url(memory.subarray(5, 9))).toBe(encodePortably(memory.slice(5, 9)))
  })
})
