import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { claimsEncoding, decodeSecret, secretBytes, toBytes } from './secret.ts'

const RAW = Uint8Array.from({ length: 32 }, (_, at) => at)
const HEX = Buffer.from(RAW).toString('hex')
const BASE64URL = Buffer.from(RAW).toString('base64url')

describe('the bytes of a secret', () => {
  it.each([
    ['base64url', `base64url:${BASE64URL}`],
    ['hexadecimal', `hex:${HEX}`],
    ['hexadecimal in upper case', `hex:${HEX.toUpperCase()}`],
  ])('are those that it encodes in %s', (_, secret) => {
    expect(secretBytes(secret)).toEqual(RAW)
  })

  it('are those of its UTF-8 where it is any other text', () => {
    for (const secret of [
      HEX,
      BASE64URL,
      `Hex:${HEX}`,
      ` hex:${HEX}`,
      `base64:${BASE64URL}`,
      'ü'.repeat(32),
    ])
      expect(secretBytes(secret)).toEqual(new TextEncoder().encode(secret))
  })

  it('are a copy: a caller may wipe its own', () => {
    const own = RAW.slice()
    const bytes = secretBytes(own)
    own.fill(0)
    expect(bytes).toEqual(RAW)
    expect(bytes?.buffer.byteLength).toBe(32)
  })

  it.each([
    ['31 characters', 'x'.repeat(31)],
    ['16 characters of 32 bytes', 'ü'.repeat(16)],
    ['31 bytes', RAW.slice(1)],
    ['no bytes', new Uint8Array(0)],
    ['31 bytes in hexadecimal', `hex:${HEX.slice(2)}`],
    ['31 bytes in base64url', `base64url:${Buffer.from(RAW.slice(1)).toString('base64url')}`],
    ['half a byte', `hex:${HEX}0`],
    ['no hexadecimal', `hex:${HEX.slice(1)}g`],
    ['a line break behind', `hex:${HEX}\n`],
    ['padding', `base64url:${BASE64URL}=`],
    ['stray bits', `base64url:${BASE64URL.slice(0, -1)}9`],
    ['the standard alphabet', `base64url:${'+/'.repeat(22)}`],
    ['nothing behind the colon', 'hex:'],
    ['undefined', undefined],
    ['null', null],
    ['a number', 2 ** 52],
    ['a list', Array.from({ length: 32 }, (_, at) => at)],
    ['a buffer without a view', RAW.buffer],
    ['numbers of another size', new Uint16Array(32)],
    ['an object with a length', { length: 32 }],
  ])('are none for %s', (_, secret) => {
    expect(secretBytes(secret)).toBeUndefined()
  })
})

describe('an encoded secret', () => {
  it('is known by what it says of itself', () => {
    expect(claimsEncoding('hex:')).toBe(true)
    expect(claimsEncoding('base64url:no key')).toBe(true)
    expect(claimsEncoding('base64:AAAA')).toBe(false)
    expect(claimsEncoding('my hex:00')).toBe(false)
  })

  it('is decoded whatever its length', () => {
    expect(decodeSecret('hex:00ff')).toEqual(Uint8Array.of(0, 255))
    expect(decodeSecret('base64url:')).toEqual(new Uint8Array(0))
    expect(decodeSecret('hex:0')).toBeUndefined()
    expect(decodeSecret('any password')).toBeUndefined()
  })
})

describe('toBytes', () => {
  it('takes a Buffer, a part of a bigger one, and the bytes of another context', () => {
    const big = Buffer.concat([Buffer.alloc(8, 1), RAW, Buffer.alloc(8, 2)])
    expect(toBytes(Buffer.from(RAW))).toEqual(RAW)
    expect(toBytes(big.subarray(8, 40))).toEqual(RAW)
    expect(toBytes(runInNewContext('Uint8Array.from({ length: 32 }, (_, at) => at)'))).toEqual(RAW)
    expect(toBytes(new Uint8Array(new SharedArrayBuffer(4)))).toEqual(new Uint8Array(4))
  })
})
