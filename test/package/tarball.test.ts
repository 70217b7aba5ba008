import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { entries, installLibrary, listFiles } from './library.ts'

describe('the packed library', () => {
  let installed = { folder: '', library: '' }
  let files: string[] = []

  beforeAll(async () => {
    installed = await installLibrary('tarball')
    files = listFiles(installed.library)
  })
  afterAll(() => rmSync(installed.folder, { recursive: true, force: true }))

  const read = (path: string) => readFileSync(join(installed.library, path), 'utf8')

  it('holds the build, its documents and nothing else', () => {
    const documents = files.filter((path) => !path.startsWith('dist/'))
    expect(documents).toEqual(['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json'])

    const strangers = files.filter(
      (path) => path.startsWith('dist/') && !/\.(js|cjs|d\.ts|d\.cts)$/.test(path),
    )
    expect(strangers).toEqual([])
    expect(files.filter((path) => /\.test\.|fixture|vectors/.test(path))).toEqual([])
  })

  it('holds both builds and the types of every entry and both platforms', () => {
    for (const name of [...entries.map(({ face }) => face), 'platform/node', 'platform/web']) {
      expect(files).toEqual(
        expect.arrayContaining([
          `dist/${name}.js`,
          `dist/${name}.cjs`,
          `dist/${name}.d.ts`,
          `dist/${name}.d.cts`,
        ]),
      )
    }
  })

  it('names no file that it does not hold', () => {
    const { exports, imports, main, module, types, typesVersions } = JSON.parse(
      read('package.json'),
    ) as Record<string, unknown>
    const named = JSON.stringify([exports, imports, main, module, types, typesVersions])
    const paths = [...named.matchAll(/"\.\/([^"]+\.[a-z]+)"/g)].map(([, path]) => path)

    expect(paths.length).toBeGreaterThan(entries.length * 4)
    expect(paths.filter((path) => path && !files.includes(path))).toEqual([])
  })

  it('depends on cookie alone and runs nothing when it is installed', () => {
    const manifest = JSON.parse(read('package.json')) as Record<string, object | undefined>
    expect(manifest.dependencies).toEqual({ cookie: expect.stringMatching(/^\^1\./) })
    expect(manifest.optionalDependencies).toBeUndefined()
    expect(manifest.bundledDependencies).toBeUndefined()
    const scripts = Object.keys(manifest.scripts ?? {})
    expect(
      scripts.filter((name) => /^(pre|post)?(install|prepare)|^prepublish$/.test(name)),
    ).toEqual([])
  })

  it('contains no path of the machine that built it and no source map', () => {
    const leaks = files.filter((path) =>
      /file:\/\/|sourceMappingURL|\/home\/|\/tmp\//.test(read(path)),
    )
    expect(leaks).toEqual([])
  })

  it('loads no module of Node on an edge runtime', () => {
    const reached = new Set<string>()
    const visit = (path: string): void => {
      if (reached.has(path)) return
      reached.add(path)
      for (const [, target = ''] of read(path).matchAll(
        /^(?:import|export)\b[^"\n]*"([^"\n]+)"/gm,
      )) {
        if (target === '#platform') visit('dist/platform/web.js')
        else if (target.startsWith('.')) visit(join(path, '..', target))
        else expect([path, target]).toEqual([path, 'cookie'])
      }
    }
    for (const { face } of entries) visit(`dist/${face}.js`)
    expect(reached.size).toBeGreaterThan(entries.length)
  })
})
