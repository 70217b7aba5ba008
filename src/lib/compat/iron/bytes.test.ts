import { runInNewContext } from 'node:vm'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { describeType, toBuffer, toBytes } from './bytes.ts'

afterEach(() => vi.unstubAllGlobals())

describe('toBuffer', () => {
  it('gives a Buffer of the same bytes', () => {
    const buffer = toBuffer(new Uint8Array([1, 2, 255]))
    expect(buffer).toBeInstanceOf(Buffer)
    expect(buffer.toString('hex')).toBe('0102ff')
  })

  it('gives the bytes themselves where there are no Buffers', () => {
    vi.stubGlobal('Buffer', undefined)
    const bytes = new Uint8Array([1, 2])
    expect(toBuffer(bytes)).toBe(bytes)
  })
})

describe('toBytes', () => {
  it('writes text as UTF-8', () => {
    expect(toBytes('é', 'data')).toEqual(new Uint8Array([0xc3, 0xa9]))
  })

  it('copies what a view shows, and nothing around it', () => {
    const memory = new Uint8Array([9, 1, 2, 9])
    const copy = toBytes(memory.subarray(1, 3), 'data')
    memory.fill(0)
    expect(copy).toEqual(new Uint8Array([1, 2]))
    expect(toBytes(new DataView(new ArrayBuffer(2)), 'data')).toEqual(new Uint8Array(2))
    expect(toBytes(Buffer.from('pooled'), 'data').buffer.byteLength).toBe(6)
  })

  it('takes arrays of another realm, as test runners make them', () => {
    expect(toBytes(runInNewContext('new Uint8Array([7])'), 'data')).toEqual(new Uint8Array([7]))
  })

  it.each([undefined, null, 4711, true, {}, [1], new ArrayBuffer(1), new Map()])(
    'refuses %s',
    (value) => {
      expect(() => toBytes(value, 'password')).toThrow(TypeError)
      expect(() => toBytes(value, 'password')).toThrow(/^The "password" argument .* Received /)
    },
  )

  it('never says what it was given', () => {
    expect(() => toBytes(4711, 'password')).not.toThrow(/4711/)
    expect([undefined, null, 4711, Symbol('x'), {}].map(describeType)).toEqual([
      'undefined',
      'null',
      'type number',
      'type symbol',
      'type object',
    ])
  })
})
