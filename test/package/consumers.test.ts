import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { run } from '../../scripts/lib/run.mjs'
import { entries, installLibrary, node } from './library.ts'

describe('the installed library', () => {
  let folder = ''
  let library = ''

  beforeAll(async () => {
    ;({ folder, library } = await installLibrary('consumers'))
    // These stand inside of the package, because `#platform` is visible only there.
    writeFileSync(join(library, 'which.mjs'), `console.log(import.meta.resolve('#platform'))`)
    writeFileSync(join(library, 'which.cjs'), `console.log(require.resolve('#platform'))`)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  /** The names that each entry exports, as a plain Node process sees them. */
  const exportsOf = async (
    load: string,
    args: string[] = [],
  ): Promise<Record<string, string[]>> => {
    const program = `
      const names = {}
      for (const entry of ${JSON.stringify(entries.map(({ specifier }) => specifier))}) {
        names[entry] = Object.keys(${load}).sort()
      }
      console.log(JSON.stringify(names))`
    const type = load.startsWith('await') ? 'module' : 'commonjs'
    const output = await node(folder, [...args, `--input-type=${type}`, '-e', program])
    return JSON.parse(output) as Record<string, string[]>
  }

  it('exports the same names to import and to require', async () => {
    const [esm, cjs] = await Promise.all([
      exportsOf('await import(entry)'),
      exportsOf('require(entry)'),
    ])
    expect(cjs).toEqual(esm)
    for (const { specifier } of entries) expect(esm[specifier]).not.toEqual([])
  })

  it('exports the same names to an edge runtime', async () => {
    const esm = await exportsOf('await import(entry)')
    for (const condition of ['workerd', 'worker', 'edge-light']) {
      const args = [`--conditions=${condition}`]
      expect(await exportsOf('await import(entry)', args), condition).toEqual(esm)
    }
  })

  it('links every named import in a browser build, so that its message is what people see', async () => {
    const names = new Set(Object.values(await exportsOf('await import(entry)')).flat())
    const exported = /export \{([^}]*)\}/.exec(
      readFileSync(join(library, 'dist', 'browser.js'), 'utf8'),
    )
    const stubs = exported?.[1]?.split(',').map((stub) => stub.trim().split(' as ')[1]) ?? []
    expect(new Set(stubs)).toEqual(names)
  })

  it('lets named imports be linked, and both copies live in one process', async () => {
    const output = await node(folder, [
      '--input-type=module',
      '-e',
      `import { createRequire } from 'node:module'
       import { withIronSession } from 'ironseal'
       const copy = createRequire(import.meta.url)('ironseal').withIronSession
       console.log(typeof withIronSession, typeof copy, copy === withIronSession)`,
    ])
    expect(output.trim()).toBe('function function false')
  })

  it.each([
    ['node', [], 'node'],
    ['workerd', ['--conditions=workerd'], 'web'],
    ['worker', ['--conditions=worker'], 'web'],
    ['edge-light', ['--conditions=edge-light'], 'web'],
  ])('chooses the back end for %s', async (_, args, platform) => {
    const [esm, cjs] = await Promise.all([
      node(library, [...args, 'which.mjs']),
      node(library, [...args, 'which.cjs']),
    ])
    const file = join(library, 'dist', 'platform', platform)
    expect(esm.trim()).toBe(pathToFileURL(`${file}.js`).href)
    expect(cjs.trim()).toBe(`${file}.cjs`)
  })

  it.each(entries)('refuses to load $specifier into a browser', async ({ specifier }) => {
    const args = ['--conditions=browser', '--input-type=module', '-e', `import '${specifier}'`]
    const { code, output } = await run(process.execPath, args, { cwd: folder })
    expect(code).toBe(1)
    expect(output).toMatch(/Error: ironseal runs on the server only/)
  })

  it('keeps its inner files to itself', async () => {
    const program = `import('ironseal/dist/index.js').catch((e) => console.log(e.code))`
    expect(await node(folder, ['-e', program])).toBe('ERR_PACKAGE_PATH_NOT_EXPORTED\n')
  })
})
