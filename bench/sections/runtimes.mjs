import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../scripts/lib/run.mjs'
import { ensureInstalled } from '../../scripts/setup.mjs'
import { runtimeOf } from '../options.mjs'
import { runRace } from './race.mjs'

const folder = join(root, 'test', 'frameworks', 'runtimes')

/** Those that the tests of frameworks install. */
const BINARIES = {
  'Node 24': 'node24/bin/node',
  Bun: '@oven/bun-linux-x64/bin/bun',
  Deno: '@deno/linux-x64-glibc/deno',
}

const NAMES = [
  'ironseal compact',
  'ironseal Iron',
  'iron-session 9',
  '@hapi/iron',
  'jose',
  'floor AES-GCM',
]

/**
 * Sealing and unsealing on other runtimes, each compared with its peers there.
 *
 * @param {import('../options.mjs').Options} options
 * @returns {Promise<Record<string, import('../targets/target.mjs').Race>>}
 */
export async function measureRuntimes(options) {
  await ensureInstalled(folder)
  /** @type {import('../targets/target.mjs').Cell[]} */
  const cells = ['seal', 'unseal'].flatMap((operation) =>
    ['one', 'many'].flatMap((mode) =>
      NAMES.map((name) => /** @type {[string, string]} */ ([`${operation}/32/${mode}`, name])),
    ),
  )
  /** @type {Record<string, import('../targets/target.mjs').Race>} */
  const races = {}
  for (const [name, path] of Object.entries(BINARIES)) {
    const command = join(folder, 'node_modules', path)
    if (!existsSync(command)) continue
    races[name] = await runRace(cells, { ...options, runtime: runtimeOf(command) })
  }
  return races
}
