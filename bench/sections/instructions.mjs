import { platformOf, readBaseline } from '../instructions/baseline.mjs'
import { hasValgrind } from '../../scripts/lib/valgrind.mjs'
import { countInstructions } from '../instructions/count.mjs'

/** @typedef {{ count: number, noted: number | undefined, growth: number | undefined }} Counted growth in per cent */

/**
 * Counts the instructions of each format and compares them with those noted for this version of Node.
 *
 * @param {Pick<import('../options.mjs').Options, 'runtime'>} options
 * @returns {Promise<Record<string, Counted> | undefined>} nothing where valgrind is missing
 */
export async function measureInstructions({ runtime: { command } }) {
  if (!(await hasValgrind())) {
    console.log(
      '\n!! INSTRUCTIONS WERE NOT COUNTED: valgrind is missing (apt-get install valgrind)\n',
    )
    return undefined
  }
  const noted = readBaseline(await platformOf(command))
  const counts = Object.entries(await countInstructions(command))
  return Object.fromEntries(
    counts.map(([name, count]) => {
      const before = noted?.[name]
      return [name, { count, noted: before, growth: before && 100 * (count / before - 1) }]
    }),
  )
}
