import { cpSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, sep } from 'node:path'
import manifest from '../../package.json' with { type: 'json' }
import { pack, unpackInto } from '../../scripts/lib/pack.mjs'
import { root, runOrThrow } from '../../scripts/lib/run.mjs'

export { manifest, root }

export interface Entry {
  /** As a user imports it: `ironseal/next`. */
  specifier: string
  /** The name of its file in `src` and `dist`: `next`. */
  face: string
}

/** Every entry of `exports` that is code. */
export const entries: Entry[] = Object.keys(manifest.exports)
  .filter((path) => path !== './package.json')
  .map((path) => ({
    specifier: path.replace(/^\./, 'ironseal'),
    face: path === '.' ? 'index' : path.slice(2),
  }))

/** A folder outside of the repository with the packed library in its node_modules, as after an installation. */
export async function installLibrary(name: string): Promise<{ folder: string; library: string }> {
  const folder = mkdtempSync(join(tmpdir(), `ironseal-${name}-`))
  const library = await unpackInto(await pack(`test-${name}`), folder)
  // The declared dependencies come from the repository's own installation: no registry is asked.
  for (const dependency of Object.keys(manifest.dependencies)) {
    const target = join(folder, 'node_modules', dependency)
    mkdirSync(target, { recursive: true })
    cpSync(join(root, 'node_modules', dependency), target, { recursive: true })
  }
  return { folder, library }
}

/** Paths of all files below a folder, with forward slashes. */
export function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort()
}

/** Runs a program in a plain Node process and returns what it printed. */
export function node(folder: string, args: readonly string[]): Promise<string> {
  // Options of the test runner's own process must not reach the consumer.
  return runOrThrow(process.execPath, args, { cwd: folder, env: { NODE_OPTIONS: '' } })
}
