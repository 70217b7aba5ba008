import manifest from './package.json' with { type: 'json' }

// Gzipped bytes of everything that an edge function loads for one entry, `cookie` included.
const budgets = {
  '.': '33.8 kB',
  './next-iron-session': '20.9 kB',
  './iron-session': '22.4 kB',
  './iron-store': '8.1 kB',
  './iron': '7.2 kB',
  './express': '20.9 kB',
  './next': '21.1 kB',
}

export default Object.entries(budgets).map(([entry, limit]) => ({
  name: entry,
  path: manifest.exports[entry].workerd.default,
  import: '*',
  limit,
  gzip: true,
  modifyEsbuildConfig: (config) => ({
    ...config,
    format: 'esm',
    // The paths of tsconfig.json lead to the sources; a user's bundler sees only package.json.
    tsconfigRaw: '{}',
    conditions: ['workerd', 'worker', 'import'],
  }),
}))
