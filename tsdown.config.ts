import { existsSync } from 'node:fs'
import { defineConfig } from 'tsdown'
import manifest from './package.json' with { type: 'json' }

// One entry per face, read from `exports`, so that the two cannot drift apart.
const faces = Object.keys(manifest.exports)
  .filter((path) => path !== './package.json')
  .map((path) => (path === '.' ? 'index' : path.slice(2)))

const entry = Object.fromEntries([
  ...[...faces, 'browser'].map((name) => [name, `src/${name}.ts`]),
  ...['node', 'web'].map((name) => [`platform/${name}`, `src/lib/platform/${name}.ts`]),
])

export default defineConfig({
  entry: Object.fromEntries(Object.entries(entry).filter(([, file]) => existsSync(file))),
  format: ['esm', 'cjs'],
  platform: 'neutral',
  target: 'es2022',
  dts: true,
  // `#platform` stays an import: the consumer's conditions choose the back end at load time.
  deps: { neverBundle: ['#platform', 'cookie', /^node:/] },
  fixedExtension: false,
  sourcemap: false,
  minify: false,
  hash: false,
})
