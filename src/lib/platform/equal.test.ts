import { describe, expect, it } from 'vitest'
import { equalBytes } from './equal.ts'

const bytes = (...values: number[]): Uint8Array => new Uint8Array(values)

describe('equalBytes', () => {
  it.each([
    [bytes(), bytes()],
    [bytes(0), bytes(0)],
    [bytes(1, 2, 255), bytes(1, 2, 255)],
    [bytes(9, 1, 2).subarray(1), bytes(1, 2)],
  ])('finds %j and %j equal', (left, right) => {
    expect(equalBytes(left, right)).toBe(true)
  })

  it.each([
    [bytes(), bytes(0)],
    [bytes(0), bytes()],
    [bytes(1, 2), bytes(1, 2, 3)],
    [bytes(1, 2, 3), bytes(1, 2)],
    [bytes(1), bytes(2)],
  ])('finds %j and %j different', (left, right) => {
    expect(equalBytes(left, right)).toBe(false)
  })

  it('finds every single bit that differs in 32 bytes', () => {
    const left = Uint8Array.from({ length: 32 }, (_, at) => at * 7)
    for (let bit = 0; bit < 256; bit++) {
      const right = left.slice()
      right[bit >> 3]! ^= 1 << (bit & 7)
      expect(equalBytes(left, right)).toBe(false)
    }
  })

  it('looks at every byte, however early they differ', () => {
    let looks = 0
    const right = new Proxy(new Uint8Array(32), {
      get(target, key) {
        if (typeof key === 'string' && /^\d+$/.test(key)) looks++
        return Reflect.get(target, key, target) as unknown
      },
    })
    expect(equalBytes(new Uint8Array(32).fill(1), right)).toBe(false)
    expect(looks).toBe(32)
  })
})
