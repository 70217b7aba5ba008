import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { entries, listFiles, manifest, root } from './library.ts'

describe('the entries of package.json', () => {
  it('are exactly the faces in src', () => {
    const faces = readdirSync(join(root, 'src'))
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .map((name) => name.slice(0, -'.ts'.length))
      .filter((name) => name !== 'browser')
    expect(entries.map(({ face }) => face).sort()).toEqual(faces.sort())
  })

  it.each(entries)('$specifier follows the common order of conditions', ({ specifier, face }) => {
    const path = specifier.replace('ironseal', '.') as keyof typeof manifest.exports
    const esm = { types: `./dist/${face}.d.ts`, default: `./dist/${face}.js` }
    const cjs = { types: `./dist/${face}.d.cts`, default: `./dist/${face}.cjs` }
    expect(Object.entries(manifest.exports[path])).toEqual([
      ['workerd', esm],
      ['worker', esm],
      ['edge-light', esm],
      ['browser', './dist/browser.js'],
      ['import', esm],
      ['require', cjs],
    ])
  })

  it('have types where a compiler resolves the way Node 10 did', () => {
    const subPaths = entries.filter(({ face }) => face !== 'index')
    expect(manifest.typesVersions['*']).toEqual(
      Object.fromEntries(subPaths.map(({ face }) => [face, [`./dist/${face}.d.cts`]])),
    )
  })

  describe('in the documentation', () => {
    const text = ['README.md', ...listDocuments('docs')]
      .map((path) => readFileSync(join(root, path), 'utf8'))
      .join('\n')

    it.each(entries)('include $specifier', ({ specifier }) => {
      // The whole name: `ironseal/iron` is not named by `ironseal/iron-session`.
      expect(text).toMatch(new RegExp(`${specifier}(?![\\w/-])`))
    })

    it('are all that its examples import', () => {
      const imports = text.matchAll(/(?:from|import|require\()\s*['"](ironseal(?:\/[^'"]*)?)['"]/g)
      const known = entries.map(({ specifier }) => specifier)
      const unknown = [...imports].map(([, name]) => name).filter((name) => !known.includes(name!))
      expect(unknown).toEqual([])
    })
  })
})

function listDocuments(folder: string): string[] {
  if (!existsSync(join(root, folder))) return []
  return listFiles(join(root, folder))
    .filter((path) => path.endsWith('.md'))
    .map((path) => join(folder, path))
}
