import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runOrThrow } from '../../scripts/lib/run.mjs'
import { manifest, root } from './library.ts'

describe('the dependencies of the repository', () => {
  it('are pinned exactly where they are tools', () => {
    const versions = Object.entries(manifest.devDependencies)
    expect(versions.filter(([, version]) => !/^(npm:.+@)?\d+\.\d+\.\d+$/.test(version))).toEqual([])
  })

  it('are locked without the address of a registry', async () => {
    const tracked = await runOrThrow('git', ['ls-files', '--', '*package-lock.json'])
    const locks = tracked.split('\n').filter(Boolean)
    expect(locks).toContain('package-lock.json')
    for (const path of locks) {
      const { packages } = JSON.parse(readFileSync(join(root, path), 'utf8')) as {
        packages: Record<string, { resolved?: string }>
      }
      const addressed = Object.entries(packages).filter(([, { resolved }]) => resolved)
      expect(addressed, path).toEqual([])
    }
  })
})
