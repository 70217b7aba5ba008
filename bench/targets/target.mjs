import { median, ratioOfPairs } from '../race/statistics.mjs'

/**
 * A line of the summary: a figure and what it has to be.
 *
 * @typedef {object} Target
 * @property {string} id `P1` to `P21`
 * @property {string} label
 * @property {string} unit written behind the figure
 * @property {number} [atLeast]
 * @property {number} [atMost]
 * @property {number} [gate] what is good enough where one call at a time says more about the machine than about us
 * @property {Cell[]} [cells] what has to be raced
 * @property {string} [section] or the section that measures it
 * @property {(results: Results) => number | undefined} read
 */

/** @typedef {[group: string, contender: string]} Cell */

/**
 * What was measured: rounds of contenders by group, and whatever each section found.
 *
 * @typedef {{ race: Record<string, Record<string, import('../race/race.mjs').Rounds>>, [section: string]: any }} Results
 */

/** @typedef {keyof import('../race/clock.mjs').Times} Metric */

/**
 * How many times as long one contender takes as another, pair by pair.
 *
 * @param {Pick<Target, 'id' | 'label' | 'atLeast' | 'atMost' | 'gate'>} target
 * @param {string} group
 * @param {string} above
 * @param {string} below
 * @param {Metric} [metric]
 * @returns {Target}
 */
export const quotient = (target, group, above, below, metric = 'wall') => ({
  ...target,
  unit: '×',
  cells: [
    [group, above],
    [group, below],
  ],
  read: ({ race }) => {
    const a = race[group]?.[above]?.[metric]
    const b = race[group]?.[below]?.[metric]
    return a && b && ratioOfPairs(a, b)
  },
})

/**
 * The median time of a contender in microseconds.
 *
 * @param {Results} results
 * @param {string} group
 * @param {string} contender
 * @param {Metric} [metric]
 * @returns {number}
 */
export function timeOf({ race }, group, contender, metric = 'wall') {
  return median(race[group]?.[contender]?.[metric] ?? [])
}

/**
 * `P1 seal 81× (≥ 60×) ok`
 *
 * @param {Target} target
 * @param {Results} results
 * @returns {string}
 */
export function lineOf(target, results) {
  const { id, label, unit } = target
  const value = target.read(results)
  const figure = value === undefined || Number.isNaN(value) ? 'not measured' : format(value) + unit
  const bound =
    target.atLeast === undefined ? `≤ ${target.atMost}${unit}` : `≥ ${target.atLeast}${unit}`
  return `${id} ${label}: ${figure} (${bound}) ${verdictOf(target, value)}`
}

/**
 * @param {Target} target
 * @param {number | undefined} value
 * @returns {'ok' | 'gate ok' | 'MISSED' | '-'}
 */
function verdictOf({ atLeast = -Infinity, atMost = Infinity, gate = Infinity }, value) {
  if (value === undefined || Number.isNaN(value)) return '-'
  if (value >= atLeast && value <= atMost) return 'ok'
  return value >= gate ? 'gate ok' : 'MISSED'
}

/** @param {number} value */
export const format = (value) =>
  Math.abs(value) >= 100 ? value.toFixed(0) : Number(value.toPrecision(3)).toString()
