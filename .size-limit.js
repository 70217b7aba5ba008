import manifest from './package.json' with { type: 'json' }

// Gzipped bytes of everything that an edge function loads for one entry, `cookie` included.
const budgets = {
  '.': '31.5 kB',
  './next-iron-session': '19.6 kB',
  './iron-session': '20.4 kB',
  './iron-store': '7.4 kB',
  './iron': '6.5 kB',
  './express': '19.6 kB',
  './next': '19.8 kB',
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
