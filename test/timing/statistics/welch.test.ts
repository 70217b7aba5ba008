import { describe, expect, it } from 'vitest'
import { Random } from '../random.ts'
import { welchT } from './welch.ts'

const FIRST = [27.5, 21, 19, 23.6, 17, 17.9, 16.9, 20.1, 21.9, 22.6, 23.1, 19.6, 19, 21.7, 21.4]
const SECOND = [
  27.1, 22, 20.8, 23.4, 23.4, 23.5, 25.8, 22, 24.8, 20.2, 21.9, 22.1, 22.9, 30.5, 24.4,
]

describe("Welch's t", () => {
  it('is what the statistics module of Python gives', () => {
    expect(welchT(FIRST, SECOND)).toBeCloseTo(-2.852954870171521, 12)
    expect(welchT(SECOND, FIRST)).toBeCloseTo(2.852954870171521, 12)
  })

  it('weighs each variance with the count of its own sample', () => {
    expect(welchT([1, 2, 3], [2, 4, 6, 8])).toBeCloseTo(-3 / Math.sqrt(1 / 3 + 20 / 3 / 4), 12)
  })

  it('grows with the root of the count', () => {
    const tOf = (count: number): number => {
      const random = new Random(1)
      const around = (mean: number): number[] =>
        Array.from({ length: count }, () => mean + random.below(100))
      return welchT(around(10), around(0))
    }
    expect(tOf(40_000) / tOf(10_000)).toBeGreaterThan(1.8)
    expect(tOf(40_000) / tOf(10_000)).toBeLessThan(2.2)
  })

  it('is zero where nothing can be said, and endless where values never vary', () => {
    expect(welchT([], [1, 2])).toBe(0)
    expect(welchT([1], [5, 6])).toBe(0)
    expect(welchT([3, 3], [3, 3])).toBe(0)
    expect(welchT([4, 4], [3, 3])).toBe(Infinity)
  })
})
