import { OUTSTANDING, sample } from './sample.mjs'

/**
 * @typedef {import('./sample.mjs').Contender} Contender
 * @typedef {import('./clock.mjs').Times} Times
 * @typedef {{ rounds: number, sampleMs: number, warmUpMs: number }} Effort
 * @typedef {Record<keyof Times, number[]>} Rounds one figure for each round
 */

/**
 * Measures contenders in turn: all of them in each round, beginning with another one each time, so that a pair stands in the
 * same weather.
 *
 * @param {readonly Contender[]} contenders
 * @param {import('./sample.mjs').Mode} mode
 * @param {Effort} effort
 * @returns {Promise<Record<string, Rounds>>}
 */
export async function race(contenders, mode, effort) {
  /** @type {{ contender: Contender, count: number, rounds: Rounds }[]} */
  const lanes = []
  for (const contender of contenders) {
    const count = await warmUp(contender, mode, effort)
    lanes.push({ contender, count, rounds: { wall: [], cpu: [], main: [] } })
  }
  for (let round = 0; round < effort.rounds; round++) {
    for (let turn = 0; turn < lanes.length; turn++) {
      const lane = lanes[(round + turn) % lanes.length]
      if (!lane) continue
      const times = await sample(lane.contender, lane.count, mode)
      lane.rounds.wall.push(times.wall)
      lane.rounds.cpu.push(times.cpu)
      lane.rounds.main.push(times.main)
    }
  }
  return Object.fromEntries(lanes.map(({ contender, rounds }) => [contender.name, rounds]))
}

/**
 * Runs a contender until it is compiled, and finds how many operations fill a sample.
 *
 * @param {Contender} contender
 * @param {import('./sample.mjs').Mode} mode
 * @param {Effort} effort
 * @returns {Promise<number>}
 */
async function warmUp(contender, mode, { sampleMs, warmUpMs }) {
  const least = mode === 'many' ? OUTSTANDING * 2 : 2
  const most = contender.most ?? 4096
  let count = least
  for (const end = performance.now() + warmUpMs; ;) {
    const { wall } = await sample(contender, count, mode)
    const fitting = Math.ceil((sampleMs * 1000) / wall)
    // Grows by steps: the first calls of a process say little about the others.
    count = Math.max(least, Math.min(most, fitting, count * 4))
    if (performance.now() > end) return count
  }
}
