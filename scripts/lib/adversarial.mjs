import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './run.mjs'
import { formatTable } from './table.mjs'
import { metaOf, runVitest } from './vitest.mjs'

/**
 * @typedef {{ iron: number, compact: number }} Least
 * @typedef {{ name: string, sampled?: boolean, least: Least, nightly?: Least }} PlannedClass
 * @typedef {{ name: string, format: 'iron' | 'compact', platform: 'node' | 'web', tried: number, accepted: number, thrown: number,
 *   wrong: number }} Tally
 * @typedef {Tally & { least: number, sample: string, ok: boolean }} Row
 * @typedef {{ caught: number, of: number }} Controls
 * @typedef {{ nightly: boolean, rows: Row[], controls: Controls, ok: boolean }} Result
 */

export const RESULT = join(root, 'reports', 'adversarial.json')
const CONTROLS = 'test/adversarial/controls/vitest.config.ts'
/** By day this many mutants of a sampled class are tried on Web Crypto: one in ten. */
const WEB_SAMPLE = 10

/**
 * The attacks on both back ends, and then on libraries that are broken on purpose; writes reports/adversarial.json.
 *
 * @param {string} part what the reports of the two test runs are called after
 * @returns {Promise<{ code: number, output: string, note: string }>}
 */
export async function runAdversarial(part) {
  rmSync(RESULT, { force: true })
  const attacks = await runVitest(
    part,
    'adversarial',
    ['node', 'web'].flatMap((platform) => ['--project', `adversarial-${platform}`]),
  )
  const controls = await runVitest(part, 'controls', ['--config', CONTROLS])
  const result = judge(metaOf(attacks.report), metaOf(controls.report), controls.count)
  writeFileSync(RESULT, `${JSON.stringify(result, null, 2)}\n`)

  const failed = [attacks, controls].filter(({ code }) => code !== 0).map(({ output }) => output)
  const tried = result.rows.reduce((sum, row) => sum + row.tried, 0)
  const { caught, of } = result.controls
  return {
    code: result.ok && failed.length === 0 ? 0 : 1,
    output: [...failed, formatResult(result)].join('\n'),
    note: `${tried} attempts, controls caught ${caught} of ${of}`,
  }
}

/**
 * @param {{ tally?: Tally }[]} attacks
 * @param {{ control?: string }[]} controls
 * @param {number} of
 * @returns {Result}
 */
function judge(attacks, controls, of) {
  /** @type {{ classes: PlannedClass[], controls: number }} */
  const plan = JSON.parse(readFileSync(join(root, 'test/adversarial/plan.json'), 'utf8'))
  const nightly = process.env.IRONSEAL_NIGHTLY === '1'
  const tallies = attacks.flatMap(({ tally }) => tally ?? [])
  const rows = plan.classes.flatMap((planned) =>
    /** @type {const} */ (['node', 'web']).flatMap((platform) =>
      /** @type {const} */ (['iron', 'compact']).map((format) => {
        const nothing = { tried: 0, accepted: 0, thrown: 0, wrong: 0 }
        const tally = tallies.find(
          (made) =>
            made.name === planned.name && made.format === format && made.platform === platform,
        )
        const sampled = planned.sampled === true && platform === 'web' && !nightly
        const full = (nightly ? (planned.nightly ?? planned.least) : planned.least)[format]
        const least = sampled ? Math.floor(full / WEB_SAMPLE) : full
        const { tried, accepted, thrown, wrong } = tally ?? nothing
        return {
          name: planned.name,
          format,
          platform,
          tried,
          least,
          sample: sampled ? `1 in ${WEB_SAMPLE}` : 'all',
          accepted,
          thrown,
          wrong,
          ok: tried >= least && accepted + thrown + wrong === 0,
        }
      }),
    ),
  )
  const caught = controls.filter(({ control }) => control !== undefined).length
  const summary = { caught, of: Math.max(of, plan.controls) }
  return {
    nightly,
    rows,
    controls: summary,
    ok: rows.every(({ ok }) => ok) && caught === summary.of,
  }
}

/**
 * The table of a result, one line for each class, format and back end.
 *
 * @param {Result} result
 */
export function formatResult({ nightly, rows, controls }) {
  const columns = [
    'class',
    'format',
    'back end',
    'tried',
    'at least',
    'sample',
    'accepted',
    'thrown',
    'wrong',
    '',
  ]
  const cells = rows.map((row) => [
    row.name,
    row.format,
    row.platform,
    String(row.tried),
    String(row.least),
    row.sample,
    String(row.accepted),
    String(row.thrown),
    String(row.wrong),
    row.ok ? 'ok' : 'FAILED',
  ])
  const isNumber = (/** @type {number} */ at) => at > 2 && at < 9
  return [
    ...formatTable(columns, cells, isNumber),
    `controls caught ${controls.caught} of ${controls.of}${nightly ? '; the counts of a night' : ''}`,
  ].join('\n')
}
