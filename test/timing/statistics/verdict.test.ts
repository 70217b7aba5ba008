import { describe, expect, it } from 'vitest'
import type { Leakage } from './leakage.ts'
import { majorityOf } from './verdict.ts'

const NOTHING: Leakage = { raw: 0, '95 %': 0, '80 %': 0, '50 %': 0, 'second order': 0 }

/** The verdict on runs with this t in one of the comparisons. */
const judged = async (ts: readonly number[], comparison: keyof Leakage = '80 %') => {
  const asked: number[] = []
  const verdict = await majorityOf(async (run) => {
    asked.push(run)
    return { ...NOTHING, [comparison]: ts[run - 1] ?? Number.NaN }
  }, 4.5)
  return { leaks: verdict.leaks, above: verdict.above, asked }
}

describe('the verdict on several runs', () => {
  it('is a leak when three are above, and clean when three are not', async () => {
    expect(await judged([5, 5, 5])).toEqual({ leaks: true, above: 3, asked: [1, 2, 3] })
    expect(await judged([4.5, 0, 1])).toEqual({ leaks: false, above: 0, asked: [1, 2, 3] })
  })

  it('is a leak where no number came out', async () => {
    expect((await judged([])).leaks).toBe(true)
  })

  it('waits for the third of a kind', async () => {
    expect(await judged([5, 0, 5, 0, 5])).toEqual({ leaks: true, above: 3, asked: [1, 2, 3, 4, 5] })
    expect(await judged([5, 0, 5, 0, 0])).toEqual({
      leaks: false,
      above: 2,
      asked: [1, 2, 3, 4, 5],
    })
    expect(await judged([5, 0, 0, 0])).toEqual({ leaks: false, above: 1, asked: [1, 2, 3, 4] })
  })

  it.each(['raw', '95 %', '80 %', '50 %', 'second order'] as const)(
    'goes by each comparison: %s',
    async (comparison) => {
      expect((await judged([5, 5, 5], comparison)).leaks).toBe(true)
    },
  )
})
