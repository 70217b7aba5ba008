// `npm run test:mutation [folder…]`: changes src/lib/<folder> in every small way and looks whether a test notices.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, run } from './lib/run.mjs'
import { ensureInstalled } from './setup.mjs'

/** What stands between a forged cookie and a session. */
const FOLDERS = ['bytes', 'keys', 'seal', 'transport', 'session']

const KILLED = ['Killed', 'Timeout']

const folders = process.argv.slice(2)
const unknown = folders.find((folder) => !FOLDERS.includes(folder))
if (unknown) throw new Error(`No such folder: ${unknown}. There are ${FOLDERS.join(', ')}.`)

await ensureInstalled()
const reports = join(root, 'reports', 'mutation')
mkdirSync(reports, { recursive: true })

const rows = []
for (const folder of folders.length > 0 ? folders : FOLDERS) {
  const report = join(reports, `${folder}.json`)
  forgetSurvivors(report)
  const { code } = await run(
    join(root, 'node_modules', '.bin', 'stryker'),
    ['run', '--mutate', `src/lib/${folder}/**/*.ts,!src/**/*.test.ts`, '--incrementalFile', report],
    { show: true, env: { IRONSEAL_MUTATED: folder } },
  )
  if (code !== 0) process.exitCode = 1
  rows.push({ folder, ...countMutants(report) })
}
console.table(rows)

/**
 * What was killed once is not run again while its source and the test that did it stay as they are. What survived is: Stryker would
 * go by its earlier result although there are new tests, where no single test covers the line.
 *
 * @param {string} report
 */
function forgetSurvivors(report) {
  if (!existsSync(report)) return
  const results = readResults(report)
  for (const file of Object.values(results.files))
    file.mutants = file.mutants.filter(({ status }) => KILLED.includes(status))
  writeFileSync(report, JSON.stringify(results))
}

/**
 * @param {string} report
 * @returns {{ files: Record<string, { mutants: { status: string }[] }> }}
 */
function readResults(report) {
  return JSON.parse(readFileSync(report, 'utf8'))
}

/**
 * Timeouts are mutants that a test waits for in vain; those that do not compile are none.
 *
 * @param {string} report
 */
function countMutants(report) {
  const statuses = Object.values(readResults(report).files).flatMap(({ mutants }) =>
    mutants.map(({ status }) => status),
  )
  /** @param {readonly string[]} among */
  const count = (...among) => statuses.filter((status) => among.includes(status)).length
  const killed = count(...KILLED)
  const survived = count('Survived', 'NoCoverage')
  const mutants = killed + survived
  return { mutants, killed, survived, score: `${((100 * killed) / mutants).toFixed(1)} %` }
}
