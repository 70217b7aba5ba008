// P8 to P10 and P14 to P18: what takes more than one process to measure.
import { IMPORT_FLOOR } from '../sections/imports.mjs'
import { pairRatio } from './target.mjs'

/** @typedef {import('./target.mjs').Target} Target */

/** @type {Target[]} */
export const SECTION_TARGETS = [
  ...requests('P8', 'express', 'ironseal compact', { untouched: 95, read: 75, write: 60 }),
  ...requests('P8', 'express', 'ironseal Iron', { untouched: 95, read: 45, write: 35 }),
  ...requests('P9', 'node', 'ironseal compact', { untouched: 95, read: 65, write: 50 }),
  ...requests('P9', 'node', 'ironseal Iron', { untouched: 95, read: 40, write: 25 }),
  ...requests('P9', 'node', 'ironseal compact, re-read', { read: 72 }),
  ...web('Iron', 0.6),
  ...web('compact', 0.75),
  bundle('ironseal/iron-session', 6),
  bundle('ironseal: createSessions', 7.5),
  bundle('ironseal: everything', 12),
  {
    id: 'P15',
    label: 'import of `ironseal` over an empty module',
    unit: ' ms',
    atMost: 12,
    section: 'imports',
    read: ({ imports }) => imports?.ironseal.ms,
    reach: ({ imports }) => imports?.[IMPORT_FLOOR].ms,
  },
  {
    id: 'P15',
    label: 'files of other packages than `cookie` that it loads',
    unit: '',
    atMost: 0,
    section: 'imports',
    read: ({ imports }) =>
      imports?.ironseal.foreign.filter((/** @type {string} */ f) => !f.startsWith('cookie/'))
        .length,
  },
  memory('an open session beyond its data, compact', ' B', 1024, ({ compact }) => compact),
  memory('an open session beyond its data, Iron', ' B', 1024, ({ iron }) => iron),
  memory('heap after forged cookies', ' MiB', 20, ({ forged }) => forged.heap / 2 ** 20),
  memory('resident memory after forged cookies', ' MiB', 20, ({ forged }) => forged.rss / 2 ** 20),
  ...['compact', 'Iron', 'session'].map(instructions),
  ...['Iron', 'compact'].map(first),
]

/**
 * @param {string} id
 * @param {'node' | 'express'} framework
 * @param {string} name
 * @param {Record<string, number>} percents by route
 * @returns {Target[]}
 */
function requests(id, framework, name, percents) {
  return Object.entries(percents).map(([route, atLeast]) => ({
    id,
    label: `${framework === 'node' ? 'node:http' : 'Express 5'}, ${name}, ${route}, of requests without sessions`,
    unit: ' %',
    atLeast,
    section: framework,
    read: (results) => results[framework]?.[name]?.[route]?.percent,
    reach: (results) => results[framework]?.[name.replace('ironseal', 'floor')]?.[route]?.percent,
  }))
}

/**
 * @param {string} format
 * @param {number} atMost
 * @returns {Target[]}
 */
function web(format, atMost) {
  return ['seal', 'unseal'].map((operation) => ({
    id: 'P10',
    label: `Web Crypto, ${format} ${operation}, ours ÷ iron-session 9`,
    unit: '×',
    atMost,
    section: 'web',
    read: (results) =>
      results.web &&
      pairRatio(results.web, `${operation}/32/one`, `ironseal ${format}`, 'iron-session 9'),
  }))
}

/**
 * @param {string} name
 * @param {number} atMost
 * @returns {Target}
 */
function bundle(name, atMost) {
  return {
    id: 'P14',
    label: `bundle, gzip, ${name}`,
    unit: ' kB',
    atMost,
    section: 'bundles',
    // The larger of the two back ends.
    read: ({ bundles }) =>
      bundles && Math.max(bundles[name].gzip, bundles[`${name}, edge`].gzip) / 1000,
  }
}

/**
 * @param {string} label
 * @param {string} unit
 * @param {number} atMost
 * @param {(found: Awaited<ReturnType<import('../sections/memory.mjs').measureMemory>>) => number} read
 * @returns {Target}
 */
function memory(label, unit, atMost, read) {
  const section = 'memory'
  return { id: 'P16', label, unit, atMost, section, read: (r) => r.memory && read(r.memory) }
}

/**
 * @param {string} name
 * @returns {Target}
 */
function instructions(name) {
  return {
    id: 'P17',
    label: `instructions, ${name}, over those noted`,
    unit: ' %',
    atMost: 3,
    section: 'instructions',
    read: (results) => results.instructions?.[name]?.growth,
  }
}

/**
 * @param {string} format
 * @returns {Target}
 */
function first(format) {
  return {
    id: 'P18',
    label: `first open + save of a process, ${format}, ours ÷ iron-session 9`,
    unit: '×',
    atMost: 0.2,
    section: 'first',
    read: (results) => results.first?.[`ironseal ${format}`].ratio,
    reach: (results) => results.first?.[`floor ${format}`].ratio,
  }
}
