import { runProgram } from '../program.mjs'
import { poolFile } from './pool.mjs'

/**
 * @param {import('../options.mjs').Options} options
 * @returns {Promise<{ compact: number, iron: number, forged: { count: number, heap: number, rss: number } }>} bytes
 */
export async function measureMemory(options) {
  const input = { pool: await poolFile(options), forged: options.quick ? 50_000 : 1_000_000 }
  return runProgram('memory', input, options.runtime, ['--expose-gc'])
}
