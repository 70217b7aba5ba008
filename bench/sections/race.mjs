import { runProgram } from '../program.mjs'
import { poolFile } from './pool.mjs'

/**
 * Races contenders: those of a group in one process, and each group in a process of its own. What V8 has learnt from one group makes
 * code slower in the next, by half and more, as no application would see it that does one thing all day.
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
  /** @type {import('../targets/target.mjs').Race} */
  const race = {}
  for (const [group, names] of Object.entries(groups)) {
    race[group] = await runProgram('race', { group, names, effort, pool, web }, runtime, flags)
  }
  process.stderr.write('\n')
  return race
}
