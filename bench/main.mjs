// `npm run bench`: ironseal as it is built, and the libraries it stands beside, in turn.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, runOrThrow } from '../scripts/lib/run.mjs'
import { ensureInstalled } from '../scripts/setup.mjs'
import { HELP, readOptions } from './options.mjs'
import { printRace } from './report/tables.mjs'
import { runRace } from './sections/race.mjs'
import { lineOf } from './targets/target.mjs'
import { TARGETS } from './targets/targets.mjs'

const options = readOptions(process.argv.slice(2))
if (options) await bench(options)
else console.log(HELP)

/** @param {import('./options.mjs').Options} options */
async function bench(options) {
  await ensureInstalled()
  await ensureInstalled(join(root, 'bench', 'peers'))
  if (options.build) await runOrThrow('npm', ['run', 'build'])

  const { only } = options
  const targets = TARGETS.filter(({ id }) => only.length === 0 || only.includes(id))
  /** @type {import('./targets/target.mjs').Results} */
  const results = { race: await runRace(targets, options) }

  printRace(results.race)
  console.log()
  for (const target of targets) console.log(lineOf(target, results))
  mkdirSync(join(root, 'reports'), { recursive: true })
  writeFileSync(join(root, 'reports', 'bench.json'), `${JSON.stringify(results)}\n`)
}
