// `npm run test:mutation [folder…]`: changes src/lib/<folder> in every small way and looks whether a test notices.
// `-- --force` does not go by earlier results, which know nothing of new tests for what happens while modules load.
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, run } from './lib/run.mjs'
import { ensureInstalled } from './setup.mjs'

/** What stands between a forged cookie and a session. */
const FOLDERS = ['bytes', 'keys', 'seal', 'transport', 'session']

const given = process.argv.slice(2)
const flags = given.filter((argument) => argument.startsWith('--'))
const folders = given.filter((argument) => !flags.includes(argument))
const unknown = folders.find((folder) => !FOLDERS.includes(folder))
if (unknown) throw new Error(`No such folder: ${unknown}. There are ${FOLDERS.join(', ')}.`)

await ensureInstalled()
const reports = join(root, 'reports', 'mutation')
mkdirSync(reports, { recursive: true })

const rows = []
for (const folder of folders.length > 0 ? folders : FOLDERS) {
  const report = join(reports, `${folder}.json`)
  const { code } = await run(
    join(root, 'node_modules', '.bin', 'stryker'),
    [
      'run',
      '--mutate',
      `src/lib/${folder}/**/*.ts,!src/**/*.test.ts`,
      '--incrementalFile',
      report,
      ...flags,
    ],
    { show: true, env: { IRONSEAL_MUTATED: folder } },
  )
  if (code !== 0) process.exitCode = 1
  rows.push({ folder, ...countMutants(report) })
}
console.table(rows)

/**
 * Timeouts are mutants that a test waits for in vain; those that do not compile are none.
 *
 * @param {string} report
 */
function countMutants(report) {
  /** @type {{ files: Record<string, { mutants: { status: string }[] }> }} */
  const { files } = JSON.parse(readFileSync(report, 'utf8'))
  const statuses = Object.values(files).flatMap(({ mutants }) =>
    mutants.map(({ status }) => status),
  )
  /** @param {readonly string[]} among */
  const count = (...among) => statuses.filter((status) => among.includes(status)).length
  const killed = count('Killed', 'Timeout')
  const survived = count('Survived', 'NoCoverage')
  const mutants = killed + survived
  return { mutants, killed, survived, score: `${((100 * killed) / mutants).toFixed(1)} %` }
}
