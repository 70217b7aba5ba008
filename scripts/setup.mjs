// Built-in modules only: this runs before anything is installed.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { root, runOrThrow } from './lib/run.mjs'

/**
 * Runs `npm ci` in a folder unless its node_modules was installed from exactly this lock file.
 *
 * @param {string} [folder] absolute path; the root of the repository by default
 * @returns {Promise<boolean>} whether anything was installed
 */
export async function ensureInstalled(folder = root) {
  const stamp = join(folder, 'node_modules', '.lock-hash')
  const lock = readFileSync(join(folder, 'package-lock.json'))
  const hash = createHash('sha256').update(lock).digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8').trim() === hash) return false

  const started = Date.now()
  await runOrThrow('npm', ['ci', '--no-audit', '--no-fund'], { cwd: folder })
  writeFileSync(stamp, `${hash}\n`)
  const name = relative(root, folder) || 'ironseal'
  console.log(`setup      installed ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`)
  return true
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await ensureInstalled()
}
