import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../scripts/lib/run.mjs'
import { runProgram } from '../program.mjs'

/**
 * Races whatever the targets need, in one process.
 *
 * @param {readonly import('../targets/target.mjs').Target[]} targets
 * @param {import('../options.mjs').Options} options
 */
export async function runRace(targets, { effort, runtime }) {
  /** @type {Record<string, string[]>} */
  const groups = {}
  for (const [group, contender] of targets.flatMap(({ cells = [] }) => cells)) {
    const names = (groups[group] ??= [])
    if (!names.includes(contender)) names.push(contender)
  }
  if (Object.keys(groups).length === 0) return {}
  const pool = await makePool(effort)
  return runProgram('race', { groups, effort, pool }, runtime)
}

/**
 * @param {import('../race/race.mjs').Effort} effort
 * @returns {Promise<string>} the file with the seals
 */
async function makePool({ rounds }) {
  const folder = join(root, '.tmp', 'bench')
  mkdirSync(folder, { recursive: true })
  const pool = join(folder, 'pool.json')
  // A round takes at most 256 of them, and warming up about as many as ten rounds.
  const count = 256 * (rounds + 12)
  await runProgram('pool', { file: pool, count }, { command: process.execPath })
  return pool
}
