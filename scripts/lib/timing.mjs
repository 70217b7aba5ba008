import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './run.mjs'
import { formatTable } from './table.mjs'
import { metaOf, runVitest } from './vitest.mjs'

/**
 * @typedef {Record<string, number>} Leakage |t| of each comparison
 * @typedef {{ pair: string, backEnd: string, calls: number, threshold: number, runs: Leakage[], above: number, leaks: boolean,
 *   control?: string }} Timed
 */

export const TIMING = join(root, 'reports', 'timing.json')

/**
 * Times refusals; writes reports/timing.json.
 *
 * @param {string} part what the report of the test run is called after
 * @returns {Promise<{ code: number, output: string, note: string }>}
 */
export async function runTiming(part) {
  rmSync(TIMING, { force: true })
  const { report, code, output, note } = await runVitest(part, 'timing', ['--project', 'timing'])
  const timed = metaOf(report).flatMap(({ timing }) => timing ?? [])
  writeFileSync(TIMING, `${JSON.stringify(timed, null, 2)}\n`)
  return { code, output: `${code === 0 ? '' : output}\n${formatTiming(timed)}`, note }
}

/**
 * A table of the pairs with the greatest |t| of each comparison, and a line for each control.
 *
 * @param {readonly Timed[]} timed
 */
export function formatTiming(timed) {
  const pairs = timed.filter(({ control }) => control === undefined)
  const controls = timed.filter(({ control }) => control !== undefined)
  const comparisons = Object.keys(timed[0]?.runs[0] ?? {})
  const greatest = (/** @type {Timed} */ { runs }, /** @type {string} */ comparison) =>
    Math.max(...runs.map((run) => run[comparison] ?? Number.NaN)).toFixed(1)

  const columns = ['pair', 'back end', 'calls', 'limit', ...comparisons, 'runs above', '']
  const rows = pairs.map((row) => [
    row.pair,
    row.backEnd,
    String(row.calls),
    String(row.threshold),
    ...comparisons.map((comparison) => greatest(row, comparison)),
    `${row.above} of ${row.runs.length}`,
    row.leaks ? 'LEAKS' : 'ok',
  ])
  const found = controls.map(({ control, backEnd, above, runs, leaks }) => {
    const ts = runs.map((run) => Math.max(...Object.values(run)).toFixed(1)).join(', ')
    const verdict = leaks ? 'found out' : 'NOT FOUND OUT'
    return `${backEnd}  ${verdict} in ${above} of ${runs.length} runs, |t| ${ts}: ${control}`
  })
  return [...formatTable(columns, rows, (at) => at > 1 && at < 9), ...found].join('\n')
}
