import { measureInstructions } from '../sections/instructions.mjs'
import { platformOf, writeBaseline } from './baseline.mjs'

/** In per cent. A growth that is worth it is noted with `--update`, and with its reason in the commit. */
const MOST_GROWTH = 3

/**
 * Counts, prints what it found beside what is noted, and gives the exit code.
 *
 * @param {{ update: boolean }} options
 * @returns {Promise<number>}
 */
export async function judge({ update }) {
  const platform = await platformOf(process.execPath)
  const found = await measureInstructions({ runtime: { command: process.execPath } })
  // A person may lack valgrind; a machine that is to judge may not.
  if (!found) return process.env.CI ? 1 : 0
  let code = 0
  for (const [name, { count, noted, growth }] of Object.entries(found)) {
    const note =
      growth === undefined
        ? 'nothing noted'
        : `${growth < 0 ? '' : '+'}${growth.toFixed(3)} % of ${noted?.toLocaleString('en')}`
    console.log(`${name.padEnd(8)} ${count.toLocaleString('en')} instructions, ${note}`)
    if (growth !== undefined && growth > MOST_GROWTH) code = 1
  }
  if (update) {
    const counts = Object.entries(found).map(([name, { count }]) => [name, count])
    writeBaseline(platform, Object.fromEntries(counts))
    console.log(`noted for ${platform}`)
    return 0
  }
  if (Object.values(found).some(({ noted }) => noted === undefined))
    console.log(`!! NOTHING IS NOTED FOR ${platform}: npm run bench:instructions -- --update`)
  if (code !== 0)
    console.log(`more than ${MOST_GROWTH} % were added: make it less, or accept it with --update`)
  return code
}
