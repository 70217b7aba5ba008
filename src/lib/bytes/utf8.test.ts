import { describe, expect, it } from 'vitest'
import {
  decoderOn,
  decodeUtf8,
  encodeUtf8,
  isWellFormed,
  lengthOn,
  utf8Length,
  writeUtf8,
} from './utf8.ts'

describe('decodeUtf8', () => {
  it.each(['', 'abc', 'ü', '€', '😀', '\u0000', '\uFFFD', '\u{10FFFF}'])(
    'reads back %j',
    (text) => {
      expect(decodeUtf8(encodeUtf8(text))).toBe(text)
    },
  )

  it('keeps a byte order mark, so that what reads the text can refuse it', () => {
    expect(decodeUtf8(new Uint8Array([0xef, 0xbb, 0xbf, 0x7b, 0x7d]))).toBe('\uFEFF{}')
  })

  it.each([
    ['a lone continuation byte', [0x80]],
    ['an overlong slash', [0xc0, 0xaf]],
    ['an overlong NUL', [0xe0, 0x80, 0x80]],
    ['half of a character', [0xe2, 0x82]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
    ['a character beyond U+10FFFF', [0xf4, 0x90, 0x80, 0x80]],
    ['0xff', [0x61, 0xff]],
  ])('refuses %s', (_, bytes) => {
    expect(decodeUtf8(new Uint8Array(bytes))).toBeUndefined()
  })

  it('still reads after it has refused', () => {
    expect(decodeUtf8(new Uint8Array([0xe2, 0x82]))).toBeUndefined()
    expect(decodeUtf8(encodeUtf8('abc'))).toBe('abc')
  })
})

describe('decoding with and without the platform', () => {
  it('is the same for every sequence of three bytes that a text can begin with', () => {
    const native = decoderOn(Buffer)
    const portable = decoderOn(undefined)
    const bytes = new Uint8Array(4)
    for (let first = 0; first < 256; first++)
      for (const second of [0, 0x41, 0x7f, 0x80, 0x9f, 0xa0, 0xbb, 0xbf, 0xc0, 0xff])
        for (const third of [0, 0x41, 0x80, 0xbd, 0xbf, 0xc2]) {
          bytes.set([first, second, third, 0x80])
          expect(native(bytes)).toBe(portable(bytes))
        }
  })

  it('takes a part of a buffer for what it is', () => {
    const part = encodeUtf8('xé\uFFFDy').subarray(1, 6)
    expect([decoderOn(Buffer)(part), decoderOn(undefined)(part)]).toEqual(['é\uFFFD', 'é\uFFFD'])
  })
})

describe('encodeUtf8', () => {
  it('writes a lone surrogate as U+FFFD, as every runtime does', () => {
    expect(encodeUtf8('\uD800')).toEqual(new Uint8Array([0xef, 0xbf, 0xbd]))
  })
})

describe('utf8Length', () => {
  it.each([
    ['', 0],
    ['abc', 3],
    ['ü', 2],
    ['€', 3],
    ['😀', 4],
    ['\uD800', 3],
  ])('of %j is %i', (text, length) => {
    expect(utf8Length(text)).toBe(length)
    expect([lengthOn(undefined)(text), lengthOn(Buffer)(text)]).toEqual([length, length])
  })
})

describe('writeUtf8', () => {
  it('writes into bytes from a place on, and nothing else', () => {
    const into = new Uint8Array(8).fill(9)
    writeUtf8('a€', into, 2)
    expect(into).toEqual(new Uint8Array([9, 9, 0x61, 0xe2, 0x82, 0xac, 9, 9]))
  })
})

describe('isWellFormed', () => {
  it.each(['', 'abc', 'ü', '😀', '\uFFFD', '\0', '\uD83D\uDE00'])('takes %j', (text) => {
    expect(isWellFormed(text)).toBe(true)
  })

  it.each(['\uD800', '\uDC00', 'a\uDFFFb', '\uDE00\uD83D', '😀'.slice(0, 1), '😀\uD83D'])(
    'does not take %j, which has no encoding of its own',
    (text) => {
      expect(isWellFormed(text)).toBe(false)
      expect(decodeUtf8(encodeUtf8(text))).not.toBe(text)
    },
  )
})
