import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { entries, installLibrary, node } from './library.ts'

/*
 * What an import costs is mostly how many files have to be found, read and compiled. Milliseconds are for the benchmark.
 */

/** Prints the address of every file that is loaded after it. */
const HOOK = `
export async function load(url, context, next) {
  if (url.startsWith('file:')) console.log(url)
  return next(url, context)
}`

/** The entry, what entries share, the back end, and the one dependency. */
const MOST_FILES = 7

describe('an import of the installed library', () => {
  let folder = ''
  beforeAll(async () => {
    ;({ folder } = await installLibrary('loading'))
    writeFileSync(join(folder, 'hook.mjs'), HOOK)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const filesOf = async (specifier: string): Promise<string[]> => {
    const program = `
      import { register } from 'node:module'
      register('./hook.mjs', import.meta.url)
      await import('${specifier}')`
    writeFileSync(join(folder, 'main.mjs'), program)
    const printed = await node(folder, ['main.mjs'])
    return printed.split('\n').filter((line) => line.startsWith('file:'))
  }

  it.each(entries)('$specifier loads few files, and of others only `cookie`', async (entry) => {
    const files = await filesOf(entry.specifier)
    const others = files.filter((file) => !file.includes('/node_modules/ironseal/'))
    expect(others.filter((file) => !file.includes('/node_modules/cookie/'))).toEqual([])
    expect(files.length).toBeGreaterThan(2)
    expect(files.length).toBeLessThanOrEqual(MOST_FILES)
  })
})
