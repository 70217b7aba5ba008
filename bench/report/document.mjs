import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../scripts/lib/run.mjs'
import { TARGETS } from '../targets/targets.mjs'
import { rowOf } from '../targets/verdict.mjs'
import { drawBars } from './chart.mjs'
import { chartsOf } from './charts.mjs'
import { tablesOf } from './tables.mjs'

/** @typedef {import('./tables.mjs').Results} Results */

const document = join(root, 'docs', 'performance.md')
const pictures = join(root, 'docs', 'performance')

/**
 * Puts what was measured between the marks of docs/performance.md, and draws its charts.
 *
 * @param {Results} results of a whole run
 */
export function writeDocument(results) {
  rmSync(pictures, { recursive: true, force: true })
  mkdirSync(pictures, { recursive: true })
  const charts = Object.entries(chartsOf(results))
  for (const [name, chart] of charts) {
    writeFileSync(join(pictures, `${name}.svg`), drawBars(chart))
  }
  let text = readFileSync(document, 'utf8')
  const parts = partsOf(results)
  parts.charts = charts
    .map(([name, { title }]) => `![${title}](performance/${name}.svg)`)
    .join('\n\n')
  for (const [name, part] of Object.entries(parts)) text = replace(text, name, part)
  writeFileSync(document, text)
}

/**
 * @param {Results} results
 * @returns {Record<string, string>} by mark
 */
function partsOf(results) {
  const { date, runtime, processor, system, rounds, peers } = results.machine
  const versions = Object.entries(peers).map(([name, version]) => `${name} ${version}`)
  return {
    machine: `${date}, ${runtime}, ${processor}, ${system}; medians of ${rounds} rounds. Beside it: ${versions.join(', ')}.`,
    targets: markdown([
      ['', 'what', 'measured', 'target', ''],
      ...TARGETS.map((target) => rowOf(target, results)),
    ]),
    tables: tablesOf(results)
      .map(({ title, rows }) => `### ${title}\n\n${markdown(rows)}`)
      .join('\n\n'),
  }
}

/** @param {readonly (readonly string[])[]} rows */
function markdown(rows) {
  const [head = [], ...body] = rows
  const line = (/** @type {readonly string[]} */ cells) => `| ${cells.join(' | ')} |`
  return [
    line(head),
    `|${head.map((_, column) => (column ? '---:' : '---')).join('|')}|`,
    ...body.map(line),
  ].join('\n')
}

/**
 * @param {string} text
 * @param {string} name
 * @param {string} part
 */
function replace(text, name, part) {
  const [start, end] = [`<!-- bench: ${name} -->`, `<!-- end: ${name} -->`]
  const from = text.indexOf(start)
  const to = text.indexOf(end)
  if (from < 0 || to < from) throw new Error(`docs/performance.md has no mark for ${name}`)
  return `${text.slice(0, from + start.length)}\n${part}\n${text.slice(to)}`
}
