import { readFileSync } from 'node:fs'
import { runProgram } from '../program.mjs'
import { median, ratioOfPairs } from '../race/statistics.mjs'
import { poolFile } from './pool.mjs'

const PEER = 'iron-session 9'
const POOLS = {
  [PEER]: 'iron-session/32',
  'ironseal compact': 'session/32',
  'ironseal Iron': 'session-iron/32',
  'floor compact': 'session/32',
  'floor Iron': 'session-iron/32',
}

/**
 * The first session of a process, for each library in processes of its own, in turn.
 *
 * @param {import('../options.mjs').Options} options
 * @returns {Promise<Record<string, { ms: number, ratio: number }>>}
 */
export async function measureFirst(options) {
  const pool = JSON.parse(readFileSync(await poolFile(options), 'utf8'))
  /** @type {Record<string, number[]>} */
  const times = {}
  for (let round = 0; round < (options.quick ? 5 : 25); round++) {
    for (const [name, list] of Object.entries(POOLS)) {
      const input = { name, cookie: pool[list][round] }
      ;(times[name] ??= []).push(await runProgram('first', input, options.runtime))
    }
  }
  return Object.fromEntries(
    Object.entries(times).map(([name, ms]) => [
      name,
      { ms: median(ms), ratio: ratioOfPairs(ms, times[PEER] ?? []) },
    ]),
  )
}
