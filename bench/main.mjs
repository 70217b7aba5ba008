// `npm run bench`: installs and builds what it needs, then measures. Only then is there anything to import, so that this file
// imports nothing that a fresh clone does not have.
import { join } from 'node:path'
import { root, runOrThrow } from '../scripts/lib/run.mjs'
import { ensureInstalled } from '../scripts/setup.mjs'
import { HELP, readOptions } from './options.mjs'

const options = readOptions(process.argv.slice(2))
if (options) {
  await ensureInstalled()
  await ensureInstalled(join(root, 'bench', 'peers'))
  if (options.build) await runOrThrow('npm', ['run', 'build'])
  const { bench } = await import('./bench.mjs')
  await bench(options)
} else {
  console.log(HELP)
}
