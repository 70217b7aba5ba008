import { runProgram } from '../program.mjs'
import { poolFile } from './pool.mjs'

/**
 * Races contenders, all in one process.
 *
 * @param {readonly import('../targets/target.mjs').Cell[]} cells
 * @param {import('../options.mjs').Options} options
 * @param {readonly string[]} [flags] of the runtime
 * @returns {Promise<import('../targets/target.mjs').Race>}
 */
export async function runRace(cells, options, flags = []) {
  /** @type {Record<string, string[]>} */
  const groups = {}
  for (const [group, contender] of cells) {
    const names = (groups[group] ??= [])
    if (!names.includes(contender)) names.push(contender)
  }
  if (cells.length === 0) return {}
  const { effort, runtime } = options
  const pool = await poolFile(options)
  const web = flags.includes('--conditions=workerd')
  return runProgram('race', { groups, effort, pool, web }, runtime, flags)
}
