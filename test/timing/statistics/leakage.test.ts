import { describe, expect, it } from 'vitest'
import { Random } from '../random.ts'
import { greatestOf, type Leakage, leakageOf } from './leakage.ts'

const COUNT = 5000

/** Times as a machine gives them: about normal, and one in twenty was interrupted. */
function timesOf(random: Random, mean: number, spread = 1): number[] {
  return Array.from({ length: COUNT }, () => {
    const sum = Array.from({ length: 12 }, () => random.below(1000) / 1000).reduce((a, b) => a + b)
    const interrupted = random.below(20) === 0 ? random.below(10_000) : 0
    return mean + spread * (sum - 6) + interrupted
  })
}

const found = (second: (random: Random) => number[], seed = 1): Leakage => {
  const random = new Random(seed)
  return leakageOf(timesOf(random, 20), second(random))
}

describe('the comparison of two classes', () => {
  it('finds nothing where there is nothing', () => {
    for (let seed = 1; seed <= 50; seed++)
      expect(greatestOf(found((random) => timesOf(random, 20), seed))).toBeLessThan(4.5)
  })

  it('finds a difference that hides behind interruptions when it looks at the fastest calls', () => {
    const leakage = found((random) => timesOf(random, 20.6))
    expect(leakage.raw).toBeLessThan(4.5)
    expect(leakage['80 %']).toBeGreaterThan(10)
    expect(leakage['50 %']).toBeGreaterThan(10)
    expect(greatestOf(leakage)).toBe(Math.max(...Object.values(leakage)))
  })

  it('finds a difference in either direction', () => {
    expect(found((random) => timesOf(random, 19.4))['80 %']).toBeGreaterThan(10)
  })

  it('finds a difference in the spread alone by its second order', () => {
    const random = new Random(1)
    const calm = Array.from({ length: COUNT }, () => random.below(2001) - 1000)
    const wild = Array.from({ length: COUNT }, () => 2 * (random.below(2001) - 1000))
    const leakage = leakageOf(calm, wild)
    expect(leakage.raw).toBeLessThan(4.5)
    expect(leakage['second order']).toBeGreaterThan(10)
  })

  it('finds a difference in the slowest calls alone without looking at the fastest', () => {
    const random = new Random(1)
    const few = Array.from({ length: COUNT }, () =>
      random.below(100) < 3 ? 60 : 20 + random.below(9),
    )
    const none = Array.from({ length: COUNT }, () => 20 + random.below(9))
    const leakage = leakageOf(few, none)
    expect(leakage.raw).toBeGreaterThan(10)
    expect(leakage['80 %']).toBeLessThan(4.5)
  })

  it('keeps the fastest of both together', () => {
    // 95 % of twenty values are nineteen, 80 % sixteen, 50 % ten; of the last ones nothing is left of a class.
    const slow = [11, 12, 13, 14, 15, 16, 17, 18, 19, 1000]
    const fast = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
    const leakage = leakageOf(fast, slow)
    const t = (kept: number): number => leakageOf(fast, slow.slice(0, kept)).raw
    expect(leakage['95 %']).toBeCloseTo(t(9), 12)
    expect(leakage['80 %']).toBeCloseTo(t(6), 12)
    expect(leakage['50 %']).toBe(0)
  })
})
