import { timeOf } from '../targets/target.mjs'

/** @typedef {import('./tables.mjs').Results} Results */
/** @typedef {import('./chart.mjs').Chart} Chart */

/** @param {string} name */
const isOurs = (name) => name.startsWith('ironseal')

/**
 * The charts of docs/performance.md, by file name.
 *
 * @param {Results} results
 * @returns {Record<string, Chart>}
 */
export function chartsOf(results) {
  return {
    seal: sealing(results, 'seal', 'CPU time to seal a login'),
    unseal: sealing(results, 'unseal', 'CPU time to open the seal of a login'),
    'requests-node': requests(results.node, 'node:http: requests that read the session'),
    'requests-express': requests(results.express, 'Express 5: requests that read the session'),
    cookies: {
      title: 'The cookie of a login',
      unit: 'bytes, name=value',
      bars: sorted(
        Object.entries(results.sizes).map(([name, sizes]) => bar(name, sizes['32 B'])),
        1,
      ),
    },
    bundles: {
      title: 'Bundled, minified and gzipped',
      unit: 'kB',
      bars: sorted(
        Object.entries(results.bundles)
          .filter(([name]) => !name.endsWith(', edge'))
          .map(([name, { gzip }]) => bar(name, gzip / 1000)),
        1,
      ),
    },
  }
}

/**
 * @param {Results} results
 * @param {string} operation
 * @param {string} title
 * @returns {Chart}
 */
function sealing(results, operation, title) {
  const group = `${operation}/32/many`
  const names = Object.keys(results.race[group])
  const bars = names.map((name) => bar(name, timeOf(results, group, name, 'cpu')))
  const unit = 'µs of all threads, 64 outstanding, logarithmic'
  return { title, unit, bars: sorted(bars, 1), logarithmic: true }
}

/**
 * @param {Record<string, Record<string, { percent: number }>>} served
 * @param {string} title
 * @returns {Chart}
 */
function requests(served, title) {
  const bars = Object.entries(served).map(([name, { read }]) => bar(name, read?.percent ?? 0))
  return { title, unit: '% of those of the same server without sessions', bars: sorted(bars, -1) }
}

/**
 * @param {string} label
 * @param {number} value
 * @returns {import('./chart.mjs').Bar}
 */
const bar = (label, value) => ({ label, value, ours: isOurs(label) })

/**
 * @param {import('./chart.mjs').Bar[]} bars
 * @param {1 | -1} direction
 */
const sorted = (bars, direction) => bars.toSorted((a, b) => direction * (a.value - b.value))
