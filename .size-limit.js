import manifest from './package.json' with { type: 'json' }

// Gzipped bytes of everything that an edge function loads for one entry, `cookie` included.
const budgets = {
  '.': '13 kB',
  './next-iron-session': '13 kB',
  './iron-session': '14 kB',
  './iron-store': '6.5 kB',
  './iron': '6.5 kB',
  './express': '13 kB',
  './next': '13 kB',
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
