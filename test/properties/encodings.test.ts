import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeBase64url, encodeBase64url } from '../../src/lib/bytes/base64url.ts'
import { parseJson, writeJson } from '../../src/lib/bytes/json.ts'
import { decodeUtf8, encodeUtf8, utf8Length } from '../../src/lib/bytes/utf8.ts'
import { anyJson, anyText, runs, throughJson } from './arbitraries.ts'

const anyBytes = fc.uint8Array({ maxLength: 200 })
const nearBase64url = fc.string({
  unit: fc.constantFrom(
    ...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/= \n.',
  ),
  maxLength: 40,
})

describe('base64url', () => {
  it('writes what Buffer writes, and reads it back', () => {
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        const text = encodeBase64url(bytes)
        expect(text).toBe(Buffer.from(bytes).toString('base64url'))
        expect(decodeBase64url(text)).toEqual(bytes)
      }),
    )
  })

  it('reads a text only if it is what would be written for its bytes', () => {
    fc.assert(
      fc.property(fc.oneof(nearBase64url, anyText), (text) => {
        const bytes = decodeBase64url(text)
        const canonical = Buffer.from(text, 'base64url').toString('base64url') === text
        expect(bytes !== undefined).toBe(canonical)
        if (bytes !== undefined) expect(encodeBase64url(bytes)).toBe(text)
      }),
      runs(2000),
    )
  })
})

describe('UTF-8', () => {
  it('gives text back, save that a lone surrogate becomes U+FFFD', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const bytes = encodeUtf8(text)
        expect(decodeUtf8(bytes)).toBe(Buffer.from(text).toString())
        expect(utf8Length(text)).toBe(bytes.length)
      }),
    )
  })

  it('reads bytes only if they are what would be written for their text', () => {
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        const text = decodeUtf8(bytes)
        if (text !== undefined) expect(encodeUtf8(text)).toEqual(bytes)
        else expect(new Uint8Array(Buffer.from(Buffer.from(bytes).toString()))).not.toEqual(bytes)
      }),
      runs(2000),
    )
  })
})

describe('JSON', () => {
  it('gives every value back, through bytes as well', () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        const text = writeJson(value)
        expect(text).toBe(JSON.stringify(value))
        expect(parseJson(decodeUtf8(encodeUtf8(text)) ?? '')).toEqual(throughJson(value))
      }),
      runs(500),
    )
  })

  it('reads what JSON.parse reads, less every key `__proto__`', () => {
    const nearJson = fc.oneof(
      anyJson.map((value) => JSON.stringify(value)),
      anyText,
    )
    const withProto = fc
      .tuple(anyJson, fc.constantFrom('__proto__', '\\u005f_proto__', '_\\u005Fproto__'))
      .map(([value, key]) => `{"a":[${JSON.stringify(value)},{"${key}":1}]}`)
    fc.assert(
      fc.property(fc.oneof(nearJson, withProto), (text) => {
        const parsed = parseJson(text)
        let expected: unknown
        let hasProto = false
        try {
          expected = JSON.parse(text, (key, value) => {
            hasProto ||= key === '__proto__'
            return value as unknown
          })
        } catch {
          expected = undefined
        }
        expect(parsed).toEqual(hasProto ? undefined : expected)
      }),
      runs(1000),
    )
  })
})
