import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from '../../scripts/lib/run.mjs'

/** Counts that were accepted, by version of Node and kind of processor. */
const file = join(import.meta.dirname, '..', 'instructions.json')

/** @typedef {Record<string, number>} Counts */

/** @returns {Record<string, Counts>} */
const readAll = () => JSON.parse(readFileSync(file, 'utf8'))

/**
 * @param {string} node
 * @returns {Promise<string>} `v20.20.2 x64`
 */
export async function platformOf(node) {
  const { output } = await run(node, ['-p', '`${process.version} ${process.arch}`'])
  return output.trim()
}

/**
 * @param {string} platform
 * @returns {Counts | undefined}
 */
export const readBaseline = (platform) => readAll()[platform]

/**
 * @param {string} platform
 * @param {Counts} counts
 */
export function writeBaseline(platform, counts) {
  writeFileSync(file, `${JSON.stringify({ ...readAll(), [platform]: counts }, null, 2)}\n`)
}
