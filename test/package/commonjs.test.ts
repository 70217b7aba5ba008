import { rmSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { entries, installLibrary, node } from './library.ts'

describe('the CommonJS side of the installed library', () => {
  let folder = ''
  beforeAll(async () => {
    ;({ folder } = await installLibrary('commonjs'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const evaluate = (program: string, type: 'module' | 'commonjs'): Promise<string> =>
    node(folder, [`--input-type=${type}`, '-e', program])

  it.each(entries)(
    '$specifier says that it comes from a module, as the originals did',
    async ({ specifier }) => {
      expect(await evaluate(`console.log(require('${specifier}').__esModule)`, 'commonjs')).toBe(
        'true\n',
      )
    },
  )

  it('has the store of iron-store under `default`', async () => {
    const program = `console.log(typeof require('ironseal/iron-store').default)`
    expect(await evaluate(program, 'commonjs')).toBe('function\n')
  })

  it('lets the API of @hapi/iron be imported as a whole, which is how a CommonJS package is', async () => {
    const program = `
      import Iron, { defaults } from 'ironseal/iron'
      const sealed = await Iron.seal({ a: 1 }, 'x'.repeat(32), defaults)
      console.log(await Iron.unseal(sealed, 'x'.repeat(32), Iron.defaults))`
    expect(await evaluate(program, 'module')).toBe('{ a: 1 }\n')
  })
})
