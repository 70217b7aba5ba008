// `npm run bench:instructions`: a gate that no neighbour on the machine can shake. `--update` accepts the counts as they are.
import { root, runOrThrow } from '../scripts/lib/run.mjs'
import { ensureInstalled } from '../scripts/setup.mjs'
import { platformOf, writeBaseline } from './instructions/baseline.mjs'
import { measureInstructions } from './sections/instructions.mjs'

/** In per cent. A growth that is worth it is noted with `--update`, and with its reason in the commit. */
const MOST_GROWTH = 3

await ensureInstalled()
if (!process.argv.includes('--no-build')) await runOrThrow('npm', ['run', 'build'], { cwd: root })

const platform = await platformOf(process.execPath)
const found = await measureInstructions({ runtime: { command: process.execPath } })
// A person may lack valgrind; a machine that is to judge may not.
if (!found && process.env.CI) process.exitCode = 1
const counted = found ?? {}
for (const [name, { count, noted, growth }] of Object.entries(counted)) {
  const note =
    growth === undefined
      ? 'nothing noted'
      : `${growth < 0 ? '' : '+'}${growth.toFixed(3)} % of ${noted?.toLocaleString('en')}`
  console.log(`${name.padEnd(8)} ${count.toLocaleString('en')} instructions, ${note}`)
  if (growth !== undefined && growth > MOST_GROWTH) process.exitCode = 1
}
if (process.argv.includes('--update')) {
  const counts = Object.entries(counted).map(([name, { count }]) => [name, count])
  writeBaseline(platform, Object.fromEntries(counts))
  process.exitCode = 0
  console.log(`noted for ${platform}`)
} else if (process.exitCode === 1) {
  console.log(`more than ${MOST_GROWTH} % were added: make it less, or accept it with --update`)
} else if (Object.values(counted).some(({ noted }) => noted === undefined)) {
  console.log(`!! NOTHING IS NOTED FOR ${platform}: npm run bench:instructions -- --update`)
}
