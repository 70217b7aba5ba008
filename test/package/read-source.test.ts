import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { readModule, readSource } from './read-source.ts'

describe('readModule', () => {
  it.each([
    [`import a from './a.ts'`, false],
    [`import './a.ts'`, false],
    [`import type { A } from './a.ts'`, true],
    [`import { type A } from './a.ts'`, false],
    [`export * from './a.ts'`, false],
    [`export type { A } from './a.ts'`, true],
    [`const a = await import('./a.ts')`, false],
    [`const a = require('./a.ts')`, false],
    [`type A = import('./a.ts').A`, true],
  ])('finds the module that %s names', (text, typeOnly) => {
    expect(readModule(text).named).toEqual([{ specifier: './a.ts', typeOnly }])
  })

  it('does not take comments and strings for imports', () => {
    expect(readModule(`// import './a.ts'\nconst text = "import './b.ts'"`).named).toEqual([])
  })

  it.each([
    [`export { a } from './a.ts'\nexport type * from './b.ts'`, true],
    [`import { a } from './a.ts'\nexport { a }`, false],
    [`export { a } from './a.ts'\nexport const b = 1`, false],
    [`export { a } from './a.ts'\nconsole.log(1)`, false],
  ])('says whether %j only re-exports', (text, onlyReExports) => {
    expect(readModule(text).onlyReExports).toBe(onlyReExports)
  })
})

describe('readSource', () => {
  let folder = ''
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('resolves relative paths and #platform, and keeps foreign modules apart', () => {
    folder = mkdtempSync(join(tmpdir(), 'ironseal-source-'))
    write('lib/seal/iron.ts', `import '../keys/ring.ts'\nimport '#platform'\nimport 'cookie'`)
    write('lib/seal/iron.test.ts', `import 'vitest'`)

    expect(readSource(folder)).toEqual({
      files: [
        {
          path: 'lib/seal/iron.ts',
          imports: ['lib/keys/ring.ts', 'lib/platform/node.ts'],
          onlyReExports: false,
        },
      ],
      foreign: [{ path: 'lib/seal/iron.ts', specifier: 'cookie', typeOnly: false }],
    })
  })

  function write(path: string, text: string): void {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
})
