import { describe, expect, it } from 'vitest'
import { concatBytes } from './concat.ts'
import { decodeHex, encodeHex, encoderOn } from './hex.ts'
import { readUint, writeUint } from './integers.ts'

const bytes = (...values: number[]): Uint8Array => new Uint8Array(values)

describe('concatBytes', () => {
  it('joins byte strings into one that owns its memory', () => {
    const part = bytes(9, 1, 2, 9).subarray(1, 3)
    const joined = concatBytes(part, bytes(), bytes(3))
    expect(joined).toEqual(bytes(1, 2, 3))
    expect(joined.buffer.byteLength).toBe(3)
    part.fill(0)
    expect(joined).toEqual(bytes(1, 2, 3))
  })

  it('gives nothing for nothing', () => expect(concatBytes()).toEqual(bytes()))
})

describe('hexadecimal', () => {
  it('is the same with and without a Buffer to write it', () => {
    const all = Uint8Array.from({ length: 300 }, (_, at) => at * 7)
    const part = all.subarray(3, 200)
    expect(encoderOn(undefined)(part)).toBe(encoderOn(Buffer)(part))
    expect(encoderOn(undefined)(bytes())).toBe('')
  })

  it('is written in lower case, two digits a byte', () => {
    expect(encodeHex(bytes(0, 10, 171, 255))).toBe('000aabff')
    expect(encodeHex(bytes())).toBe('')
  })

  it('is read in either case, for every byte', () => {
    const all = Uint8Array.from({ length: 256 }, (_, at) => at)
    expect(decodeHex(encodeHex(all))).toEqual(all)
    expect(decodeHex(encodeHex(all).toUpperCase())).toEqual(all)
    expect(decodeHex('')).toEqual(bytes())
  })

  it.each([
    '0',
    '000',
    '0g',
    'g0',
    ' 0',
    '0 ',
    '0x00',
    '00\n',
    '-1',
    '+1',
    '１１',
    '0\0',
    '1e'.slice(1),
  ])('is not %j', (text) => expect(decodeHex(text)).toBeUndefined())
})

describe('whole numbers', () => {
  it.each([
    [0, 1, [0]],
    [255, 1, [255]],
    [1, 2, [0, 1]],
    [0xabcd, 2, [0xab, 0xcd]],
    [2 ** 32 - 1, 4, [255, 255, 255, 255]],
    [2 ** 32, 5, [1, 0, 0, 0, 0]],
    [2 ** 40 - 1, 5, [255, 255, 255, 255, 255]],
    [1_700_000_000_000, 6, [0x01, 0x8b, 0xcf, 0xe5, 0x68, 0x00]],
    [2 ** 48 - 1, 6, [255, 255, 255, 255, 255, 255]],
  ])('%d in %d bytes', (value, length, expected) => {
    const written = new Uint8Array(length + 2).fill(9)
    writeUint(written, 1, value, length)
    expect([...written]).toEqual([9, ...expected, 9])
    expect(readUint(bytes(7, ...expected, 7), 1, length)).toBe(value)
  })
})
