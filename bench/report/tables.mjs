import { median } from '../race/statistics.mjs'
import { format } from '../targets/verdict.mjs'

/**
 * A table: its first row is the head.
 *
 * @typedef {{ title: string, rows: string[][] }} Table
 */

/** @typedef {import('../targets/target.mjs').Results} Results */

/**
 * Everything that was measured, as tables.
 *
 * @param {Results} results
 * @returns {Table[]}
 */
export const tablesOf = (results) => [
  ...raceTables(results.race, ''),
  ...raceTables(results.web, ' on Web Crypto'),
  ...['node', 'express', 'fastify'].flatMap((name) => requestTable(results[name], name)),
  ...Object.entries(results.runtimes ?? {}).flatMap(([name, race]) =>
    raceTables(race, ` on ${name}`),
  ),
  ...table(results.sizes, 'bytes of a cookie, `name=value`', ['32 B', '300 B', '1000 B']),
  ...table(results.bundles, 'bundles, bytes', ['minified', 'gzip']),
  ...table(results.imports, 'import over an empty module', ['ms', 'files']),
  ...table(results.first, 'first open and save of a process', ['ms', 'ratio']),
  ...table(results.instructions, 'instructions of a seal and an unseal', [
    'count',
    'noted',
    'growth',
  ]),
]

/**
 * @param {import('../targets/target.mjs').Race | undefined} race
 * @param {string} where
 * @returns {Table[]}
 */
function raceTables(race, where) {
  return Object.entries(race ?? {}).map(([group, contenders]) => ({
    title: `${group}${where}, µs`,
    rows: [
      ['', 'time', 'CPU', 'main thread'],
      ...Object.entries(contenders).map(([name, { wall, cpu, main }]) => [
        name,
        ...[wall, cpu, main].map((rounds) => format(median(rounds))),
      ]),
    ],
  }))
}

/**
 * @param {Awaited<ReturnType<import('../sections/requests.mjs').measureRequests>> | undefined} served
 * @param {string} framework
 * @returns {Table[]}
 */
function requestTable(served, framework) {
  if (!served) return []
  const [routes = {}] = Object.values(served)
  const head = Object.keys(routes).flatMap((route) => [`${route}, 1/s`, '%', 'CPU %'])
  const rows = Object.entries(served).map(([name, byRoute]) => [
    name,
    ...Object.values(byRoute).flatMap(({ rps, percent, cpuPercent }) =>
      [rps, percent, cpuPercent].map((value) => value.toFixed(0)),
    ),
  ])
  return [{ title: `requests to ${framework}`, rows: [['', ...head], ...rows] }]
}

/**
 * @param {Record<string, Record<string, any>> | undefined} found
 * @param {string} title
 * @param {readonly string[]} columns
 * @returns {Table[]}
 */
function table(found, title, columns) {
  if (!found) return []
  const rows = Object.entries(found).map(([name, row]) => [
    name,
    ...columns.map((column) => (row[column] === undefined ? '' : format(row[column]))),
  ])
  return [{ title, rows: [['', ...columns], ...rows] }]
}
