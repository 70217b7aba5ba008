import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { root, run } from '../../scripts/lib/run.mjs'
import { ensureInstalled } from '../../scripts/setup.mjs'
import { installLibrary } from './install.ts'

const compile = async (program: string, cwd: string): Promise<string> => {
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  const { output } = await run(process.execPath, [tsc, '-p', program], { cwd })
  return output
}

/** Makes the packages of one folder visible in another, without taking the place of what is there. */
function linkPackages(from: string, to: string): void {
  const present = readdirSync(to)
  for (const name of readdirSync(from)) {
    if (!present.includes(name) && name !== 'ironseal')
      symlinkSync(join(from, name), join(to, name))
  }
}

/** Programs of `test/types` that need more than the one that `npm test` compiles. */
describe('the public types', () => {
  let folder = ''
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ironseal-types-'))
    const example = join(root, 'examples', 'next')
    await ensureInstalled(example)
    await installLibrary(folder, 'types')
    linkPackages(join(example, 'node_modules'), join(folder, 'node_modules'))
    cpSync(join(root, 'tsconfig.json'), join(folder, 'tsconfig.json'))
    mkdirSync(join(folder, 'test'))
    cpSync(join(root, 'test', 'types'), join(folder, 'test', 'types'), { recursive: true })
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('fit the types of Next', async () => {
    expect(await compile('test/types/next', folder)).toBe('')
  })

  it('fit an application that declares its session for all of Express', async () => {
    expect(await compile('test/types/express-augmented', root)).toBe('')
  })
})
