import { readFileSync } from 'node:fs'
import { platform } from '#platform'
import { describe, expect, it } from 'vitest'
import { type FormatName, SCALE } from './attack.ts'
import { ATTACKS } from './attacks.ts'
import { Tally } from './tally.ts'

/*
 * Attacks that must all fail. What came of each class goes into the report of the test run, from which scripts/adversarial.mjs makes
 * the table; plan.json says how many attempts each must have made.
 */

declare module 'vitest' {
  interface TaskMeta {
    tally?: { name: string; format: FormatName; platform: string; tried: number } & Tally['counts']
  }
}

const plan: { classes: { readonly name: string }[] } = JSON.parse(
  readFileSync(new URL('./plan.json', import.meta.url), 'utf8'),
)

describe.each<FormatName>(['iron', 'compact'])('%s', (format) => {
  it.for(ATTACKS)('$name', { timeout: 3_600_000 }, async ({ name, run }, { task }) => {
    const tally = new Tally()
    await run(tally, format, SCALE)
    const { tried, counts } = tally
    task.meta.tally = { name, format, platform: platform.name, tried, ...counts }
    expect(tally.breaches).toEqual([])
  })
})

it('are those of the plan', () => {
  expect(ATTACKS.map(({ name }) => name).sort()).toEqual(
    plan.classes.map(({ name }) => name).sort(),
  )
  expect(platform.name).toBe(process.env['IRONSEAL_PLATFORM'])
})
