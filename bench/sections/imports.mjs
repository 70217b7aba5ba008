import { pathToFileURL } from 'node:url'
import { join } from 'node:path'
import { root } from '../../scripts/lib/run.mjs'
import { runProgram } from '../program.mjs'
import { median } from '../race/statistics.mjs'

const EMPTY = './empty.mjs'
/** The modules of the platform and of `cookie` that ironseal imports. */
export const IMPORT_FLOOR = './import-floor.mjs'

const NAMES = [
  EMPTY,
  'ironseal',
  IMPORT_FLOOR,
  'ironseal/iron-session',
  'iron-session',
  'next-iron-session',
  '@hapi/iron',
  'h3',
  '@auth/core/jwt',
  '@fastify/secure-session',
  'express-session',
  'cookie-session',
]

/** So many of them are enough for a first look. */
const QUICK = 5

/**
 * @typedef {{ ms: number, files: number, foreign: string[] }} Imported milliseconds over an empty module, files loaded, and
 *   those of other packages
 */

/**
 * Imports each library in processes of its own, in turn.
 *
 * @param {import('../options.mjs').Options} options
 * @returns {Promise<Record<string, Imported>>}
 */
export async function measureImports({ quick, runtime }) {
  const names = quick ? NAMES.slice(0, QUICK) : NAMES
  /** @type {Record<string, number[]>} */
  const times = {}
  for (let round = 0; round < (quick ? 3 : 21); round++) {
    for (const name of names) {
      ;(times[name] ??= []).push(await runProgram('import', { name, count: false }, runtime))
    }
  }
  const [empty = []] = [times[EMPTY]]
  /** @type {Record<string, Imported>} */
  const imported = {}
  for (const name of names.slice(1)) {
    const over = (times[name] ?? []).map((ms, round) => ms - (empty[round] ?? 0))
    imported[name] = { ms: median(over), ...(await countFiles(name, runtime)) }
  }
  return imported
}

/**
 * @param {string} name
 * @param {import('../program.mjs').Runtime} runtime
 */
async function countFiles(name, runtime) {
  /** @type {string[]} */
  const urls = await runProgram('import', { name, count: true }, runtime)
  const own = pathToFileURL(join(root, 'dist')).href
  const foreign = urls.filter((url) => !url.startsWith(own))
  return {
    files: urls.length,
    foreign: foreign.map((url) => url.slice(url.lastIndexOf('node_modules/') + 13)),
  }
}
