import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { checkLayers } from './layers.ts'
import { readSource, sourceFolder } from './read-source.ts'

describe('the imports of src', () => {
  const { files, foreign } = readSource(sourceFolder)

  it('follow the layers', () => {
    expect(files.length).toBeGreaterThan(10)
    expect(checkLayers(files)).toEqual([])
  })

  it('name files that exist', () => {
    const missing = files.flatMap(({ path, imports }) =>
      imports.filter((target) => !existsSync(join(sourceFolder, target))).map((t) => [path, t]),
    )
    expect(missing).toEqual([])
  })

  it('load no package besides the declared dependencies', () => {
    const allowed = Object.keys(manifest.dependencies)
    const undeclared = foreign.filter(
      ({ specifier, typeOnly }) =>
        !typeOnly && !specifier.startsWith('node:') && !allowed.includes(specifier),
    )
    expect(undeclared).toEqual([])
  })

  it('load modules of Node only where no edge runtime goes', () => {
    const onNode = /^lib\/(platform\/node\.ts|testing\/|cli\/)/
    const misplaced = foreign.filter(
      ({ path, specifier, typeOnly }) =>
        !typeOnly && specifier.startsWith('node:') && !onNode.test(path),
    )
    expect(misplaced).toEqual([])
  })
})
