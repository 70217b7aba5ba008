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

  it('are all in the documentation, which names no other', () => {
    const documents = ['README.md', ...listDocuments('docs')]
    const text = documents.map((path) => readFileSync(join(root, path), 'utf8')).join('\n')
    const imported = [
      ...text.matchAll(/(?:from|import|require\()\s*['"](ironseal(?:\/[^'"]*)?)['"]/g),
    ]
    const named = new Set(imported.map(([, specifier]) => specifier))
    expect([...named].sort()).toEqual(entries.map(({ specifier }) => specifier).sort())
  })
})

function listDocuments(folder: string): string[] {
  if (!existsSync(join(root, folder))) return []
  return listFiles(join(root, folder))
    .filter((path) => path.endsWith('.md'))
    .map((path) => join(folder, path))
}
