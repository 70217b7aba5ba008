import { availableParallelism, cpus, platform, release, arch } from 'node:os'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, run } from '../scripts/lib/run.mjs'

/**
 * What was measured, on what, when.
 *
 * @typedef {object} Machine
 * @property {string} date
 * @property {string} runtime
 * @property {string} processor
 * @property {string} system
 * @property {number} rounds
 * @property {Record<string, string>} peers versions
 */

/**
 * @param {import('./options.mjs').Options} options
 * @returns {Promise<Machine>}
 */
export async function describeMachine({ runtime, effort }) {
  const { output } = await run(runtime.command, ['--version'])
  const [processor] = cpus()
  return {
    date: new Date().toISOString().slice(0, 10),
    runtime: `${/([a-z]+)[^/\\]*$/.exec(runtime.command)?.[1] ?? 'node'} ${output.split('\n')[0]}`,
    processor: `${processor?.model.trim() ?? 'unknown'}, ${availableParallelism()} cores`,
    system: `${platform()} ${release().split('.', 2).join('.')} ${arch()}`,
    rounds: effort.rounds,
    peers: peerVersions(),
  }
}

/** @returns {Record<string, string>} */
function peerVersions() {
  const file = join(root, 'bench', 'peers', 'package.json')
  return JSON.parse(readFileSync(file, 'utf8')).dependencies
}
