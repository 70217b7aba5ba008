import { existsSync } from 'node:fs'
import { defineConfig } from 'tsdown'
import manifest from './package.json' with { type: 'json' }

// One entry per face, read from `exports`, so that the two cannot drift apart.
const faces = Object.keys(manifest.exports)
  .filter((path) => path !== './package.json')
  .map((path) => (path === '.' ? 'index' : path.slice(2)))

const entries: [name: string, file: string][] = [
  ...[...faces, 'browser'].map((name): [string, string] => [name, `src/${name}.ts`]),
  ['platform/node', 'src/lib/platform/node.ts'],
  ['platform/web', 'src/lib/platform/web.ts'],
]

/** Tells code in `src/lib` from the declarations that are made of it. */
function isCode(path: RegExp): RegExp {
  return new RegExp(`src/lib/${path.source}(?!.*\\.d\\.[cm]?ts)`)
}

export default defineConfig({
  entry: Object.fromEntries(entries.filter(([, file]) => existsSync(file))),
  format: ['esm', 'cjs'],
  platform: 'neutral',
  target: 'es2022',
  dts: true,
  // `#platform` stays an import: the consumer's conditions choose the back end at load time.
  deps: { neverBundle: ['#platform', 'cookie', /^node:/] },
  fixedExtension: false,
  outputOptions: (options) => ({
    ...options,
    // What entries share stands apart from them, so that its name can never be taken for an entry's.
    chunkFileNames: `shared/${options.chunkFileNames}`,
    // A quarter of the bytes, and of the time to compile them. The declarations keep theirs.
    comments: { annotation: true, jsdoc: false, legal: true },
    // In few pieces: to find and to load a file takes as long as to compile fifty kilobytes.
    advancedChunks: {
      groups: [
        // Apart, because the back ends import it, and what is above imports the back ends.
        { name: 'base', test: isCode(/(?:kept|bytes\/|platform\/(?!node|web))/), priority: 2 },
        { name: 'core', test: isCode(/(?!compat\/iron|platform\/(?:node|web))/), priority: 1 },
      ],
    },
    // The packages that ironseal replaces were compiled from modules: `require('iron-store').default`, and `__esModule` everywhere.
    exports: 'named',
    esModule: true,
  }),
  cjsDefault: false,
  sourcemap: false,
  minify: false,
  hash: false,
})
