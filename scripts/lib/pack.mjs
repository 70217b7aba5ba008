import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { root, runOrThrow } from './run.mjs'

/**
 * Packs the library as it is built now.
 *
 * @param {string} [name] folder under `.tmp`, so that two callers do not overwrite each other's file
 * @returns {Promise<string>} the tarball's absolute path
 */
export async function pack(name = 'pack') {
  const folder = join(root, '.tmp', name)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const output = await runOrThrow('npm', ['pack', '--json', '--pack-destination', folder])
  // npm prints warnings before the JSON on some versions.
  const [{ filename }] = JSON.parse(output.slice(output.indexOf('[\n')))
  return join(folder, filename)
}

/**
 * Unpacks a tarball that `npm pack` made into `node_modules/ironseal` of a folder, replacing what was there.
 *
 * @param {string} tarball
 * @param {string} folder
 * @returns {Promise<string>} the folder of the unpacked library
 */
export async function unpackInto(tarball, folder) {
  const target = join(folder, 'node_modules', 'ironseal')
  rmSync(target, { recursive: true, force: true })
  mkdirSync(target, { recursive: true })
  await runOrThrow('tar', ['-xzf', tarball, '--strip-components=1', '-C', target])
  return target
}
