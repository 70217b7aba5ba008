import { cpSync, mkdirSync, mkdtempSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import manifest from '../../package.json' with { type: 'json' }
import { pack, unpackInto } from '../../scripts/lib/pack.mjs'
import { root } from '../../scripts/lib/run.mjs'

/** The frameworks under test, as the repository has them installed. */
const FRAMEWORKS = ['connect', 'express4', 'express5', 'next-connect']

/**
 * A folder outside of the repository that holds the applications of `apps/`, the packed library and the frameworks: what
 * a user has after an installation.
 */
export async function installApps(name: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), `ironseal-${name}-`))
  cpSync(join(import.meta.dirname, 'apps'), folder, { recursive: true })
  await installLibrary(folder, name)
  for (const framework of FRAMEWORKS) {
    const target = join(folder, 'node_modules', framework)
    symlinkSync(join(root, 'node_modules', framework), target, 'dir')
  }
  return folder
}

/** Puts the packed library and what it declares as its dependencies into a folder's node_modules. */
export async function installLibrary(folder: string, name: string): Promise<void> {
  await unpackInto(await pack(`frameworks-${name}`), folder)
  for (const dependency of Object.keys(manifest.dependencies)) {
    const target = join(folder, 'node_modules', dependency)
    mkdirSync(target, { recursive: true })
    cpSync(join(root, 'node_modules', dependency), target, { recursive: true })
  }
}
