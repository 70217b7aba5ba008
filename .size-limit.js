import manifest from './package.json' with { type: 'json' }

// Gzipped bytes of everything that an edge function loads for one entry, `cookie` included.
const budgets = {
  '.': '12 kB',
  './next-iron-session': '10 kB',
  './iron-session': '12.8 kB',
  './iron-store': '6.5 kB',
  './iron': '6.5 kB',
  './express': '12 kB',
  './next': '12 kB',
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
