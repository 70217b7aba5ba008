import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { ensureInstalled } from '../setup.mjs'
import { pack, unpackInto } from './pack.mjs'
import { root } from './run.mjs'

/**
 * Makes an example ready to run against the packed library, as a user would have it.
 *
 * The library is not in the example's lock file: npm serves a locked local tarball from its cache although the file
 * has changed. So the fresh tarball is unpacked after `npm ci`.
 *
 * @param {string} name folder under `examples`
 * @param {{ tarball?: string }} [options] a tarball that is already there; packs `dist` otherwise
 * @returns {Promise<string>} the absolute path of the example
 */
export async function installExample(name, { tarball } = {}) {
  const folder = join(root, 'examples', name)
  await ensureInstalled(folder)
  const library = await unpackInto(tarball ?? (await pack(`example-${name}`)), folder)
  assertCookieResolves(library, name)
  return folder
}

/**
 * @param {string} library
 * @param {string} name
 */
function assertCookieResolves(library, name) {
  const manifest = join(library, 'package.json')
  const wanted = JSON.parse(readFileSync(manifest, 'utf8')).dependencies.cookie
  let found = 'nothing'
  try {
    const file = createRequire(manifest).resolve('cookie')
    found = JSON.parse(readFileSync(join(dirname(file), '..', 'package.json'), 'utf8')).version
  } catch {
    // Reported below, together with a wrong version.
  }
  if (!found.startsWith('1.')) {
    throw new Error(
      `examples/${name} must list "cookie": "${wanted}" in its dependencies: the library found ${found}`,
    )
  }
}
