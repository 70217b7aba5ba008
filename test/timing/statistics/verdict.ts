import { greatestOf, type Leakage } from './leakage.ts'

export interface Verdict {
  /** What each run found. */
  readonly runs: readonly Leakage[]
  /** In how many runs a comparison was above the threshold. */
  readonly above: number
  readonly leaks: boolean
}

const MAJORITY = 3

/**
 * Repeats a measurement until three runs agree, five at most: one run may have been disturbed, and a leak shows in most.
 *
 * @param measure gets the number of the run, from 1
 */
export async function majorityOf(
  measure: (run: number) => Promise<Leakage>,
  threshold: number,
): Promise<Verdict> {
  const runs: Leakage[] = []
  let above = 0
  while (above < MAJORITY && runs.length - above < MAJORITY) {
    const leakage = await measure(runs.length + 1)
    runs.push(leakage)
    // What is no number is no proof of anything.
    if (!(greatestOf(leakage) <= threshold)) above++
  }
  return { runs, above, leaks: above === MAJORITY }
}
