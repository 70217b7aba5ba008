import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { runOrThrow } from './run.mjs'

const GENERATED = new Set(['node_modules', '.next', 'next-env.d.ts', 'tsconfig.tsbuildinfo'])

/**
 * Builds a Next application unless its last build was made from exactly these sources and this library.
 *
 * @param {string} folder
 * @returns {Promise<boolean>} whether it was built
 */
export async function ensureBuilt(folder) {
  const stamp = join(folder, '.next', 'source-hash')
  const hash = hashFiles(folder, [
    ...listFiles(folder),
    ...listFiles(join(folder, 'node_modules', 'ironseal')),
  ])
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return false

  // A bundler's cache takes packages of the same version number for unchanged.
  rmSync(join(folder, '.next'), { recursive: true, force: true })
  await runOrThrow(process.execPath, [nextProgram(folder), 'build'], {
    cwd: folder,
    env: { NEXT_TELEMETRY_DISABLED: '1' },
  })
  writeFileSync(stamp, hash)
  return true
}

/** @param {string} folder */
export const nextProgram = (folder) => join(folder, 'node_modules', 'next', 'dist', 'bin', 'next')

/**
 * @param {string} folder
 * @param {readonly string[]} paths
 */
function hashFiles(folder, paths) {
  const hash = createHash('sha256')
  for (const path of [...paths].sort()) {
    const content = createHash('sha256').update(readFileSync(path)).digest('hex')
    hash.update(`${relative(folder, path)} ${content}\n`)
  }
  return hash.digest('hex')
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function listFiles(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !GENERATED.has(entry.name))
    .flatMap((entry) => {
      const path = join(folder, entry.name)
      return entry.isDirectory() ? listFiles(path) : [path]
    })
}
