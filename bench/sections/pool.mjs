import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../scripts/lib/run.mjs'
import { runProgram } from '../program.mjs'

/** @type {Promise<string> | undefined} */
let made

/**
 * The file with the seals that ironseal has to open, made once in a run.
 *
 * @param {import('../options.mjs').Options} options
 * @returns {Promise<string>}
 */
export function poolFile({ effort }) {
  made ??= makePool(effort.rounds)
  return made
}

/** @param {number} rounds */
async function makePool(rounds) {
  const folder = join(root, '.tmp', 'bench')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'pool.json')
  // A round takes at most 256 of them, and warming up about as many as twelve rounds.
  const count = 256 * (rounds + 12)
  await runProgram('pool', { file, count }, { command: process.execPath })
  return file
}
