import { describe, expect, it } from 'vitest'
import { decodeBase64url, encodeBase64url } from './base64url.ts'

const bytesOf = (...values: number[]): Uint8Array => new Uint8Array(values)

describe('encodeBase64url', () => {
  // RFC 4648 §10, without the padding.
  it.each([
    ['', ''],
    ['f', 'Zg'],
    ['fo', 'Zm8'],
    ['foo', 'Zm9v'],
    ['foob', 'Zm9vYg'],
    ['fooba', 'Zm9vYmE'],
    ['foobar', 'Zm9vYmFy'],
  ])('writes %j as %j', (text, encoded) => {
    expect(encodeBase64url(new TextEncoder().encode(text))).toBe(encoded)
  })

  it('uses the alphabet that a URL and a cookie can carry', () => {
    expect(encodeBase64url(bytesOf(0xfb, 0xff, 0xfe))).toBe('-__-')
  })

  it('writes what Buffer writes, for every length up to 70 and every byte value', () => {
    const all = Uint8Array.from({ length: 256 + 70 }, (_, at) => (at * 167) & 255)
    for (let length = 0; length <= 70; length++) {
      const bytes = all.subarray(256 - length * 3, 256 - length * 2)
      expect(encodeBase64url(bytes)).toBe(Buffer.from(bytes).toString('base64url'))
    }
    expect(encodeBase64url(all)).toBe(Buffer.from(all).toString('base64url'))
  })
})

describe('decodeBase64url', () => {
  it('reads back every byte', () => {
    const all = Uint8Array.from({ length: 256 }, (_, at) => at)
    expect(decodeBase64url(encodeBase64url(all))).toEqual(all)
  })

  it('reads the empty text as no bytes', () => {
    expect(decodeBase64url('')).toEqual(bytesOf())
  })

  it.each(['A', 'AAAAA', 'AAAAAAAAA'])('refuses %j, a length that no bytes have', (text) => {
    expect(decodeBase64url(text)).toBeUndefined()
  })

  it('takes one of the sixteen spellings of a single byte', () => {
    const spellings = [...'ABCDEFGHIJKLMNOP'].map((last) => decodeBase64url(`Y${last}`))
    expect(spellings.filter((bytes) => bytes !== undefined)).toEqual([bytesOf(0x60)])
  })

  it('takes one of the four spellings of two bytes', () => {
    const spellings = [...'ABCD'].map((last) => decodeBase64url(`YW${last}`))
    expect(spellings.filter((bytes) => bytes !== undefined)).toEqual([bytesOf(0x61, 0x60)])
  })

  it.each([
    ['padding', 'YQ=='],
    ['the standard alphabet, +', 'ab+d'],
    ['the standard alphabet, /', 'ab/d'],
    ['a space inside', 'Y Q'],
    ['a space behind', 'YWJj '],
    ['a line break', 'YWJj\n'],
    ['text behind the padding', 'YQ==junk'],
    ['a code unit whose low byte is a letter', 'Yő'],
    ['a character whose low seven bits are a letter', 'YÑ'],
    ['full width letters', 'ＹＱ'],
    ['NUL', 'YW\0j'],
    ['DEL', 'YW\u007Fj'],
  ])('refuses %s', (_, text) => {
    expect(decodeBase64url(text)).toBeUndefined()
  })

  it('gives bytes that own their memory', () => {
    expect(decodeBase64url('Zm9vYg')?.buffer.byteLength).toBe(4)
    expect(decodeBase64url('Zm9v'.repeat(50))?.buffer.byteLength).toBe(150)
  })
})
