import { beforeAll, describe, expect, it } from 'vitest'
import { type BackEnd, bundle } from './bundle.ts'
import { CONTROLS } from './controls.ts'
import { judge } from './judge.ts'
import { type PairName, PAIRS } from './pairs.ts'
import { IS_NIGHT, PLAN } from './plan.ts'
import type { Verdict } from './statistics/verdict.ts'

/*
 * Whether the time that a refusal takes tells what is wrong with a seal. What came of each pair goes into the report of the test run,
 * from which scripts/timing.mjs makes the table.
 */

declare module 'vitest' {
  interface TaskMeta {
    timing?: {
      pair: PairName
      backEnd: BackEnd
      calls: number
      threshold: number
      control?: string
    } & Verdict
  }
}

describe.each<BackEnd>(['node', 'web'])('%s', (backEnd) => {
  let program = ''
  const { threshold } = PLAN
  const calls = PLAN.calls[backEnd]

  beforeAll(async () => {
    program = await bundle('ironseal', backEnd, [])
  })

  it.for(PAIRS)('takes the same time: $name', async ({ name: pair }, { task }) => {
    const verdict = await judge(program, backEnd, pair)
    task.meta.timing = { pair, backEnd, calls, threshold, ...verdict }
    expect(verdict.leaks, JSON.stringify(verdict.runs)).toBe(false)
  })

  const controls = CONTROLS.filter(
    ({ on, atNight = false }) => (on ?? backEnd) === backEnd && (IS_NIGHT || !atNight),
  )

  it.for(controls)('is found out: $name', async ({ name: control, pair, edits }, { task }) => {
    const broken = await bundle(control.replaceAll(/[^a-z]+/gi, '-'), backEnd, edits)
    const verdict = await judge(broken, backEnd, pair)
    task.meta.timing = { pair, backEnd, calls, threshold, control, ...verdict }
    expect(verdict.leaks, JSON.stringify(verdict.runs)).toBe(true)
  })
})
