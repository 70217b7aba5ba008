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
 * @property {string} [section] the section that measures it; default `race`
 * @property {(results: Results) => number | undefined} read
 * @property {(results: Results) => number | undefined} [reach] the same figure for the least that the platform lets one do
 */

/** @typedef {[group: string, contender: string]} Cell */

/**
 * What was measured, by section.
 *
 * @typedef {Record<string, any>} Results
 */

/**
 * What a race measured, by group and contender.
 *
 * @typedef {Record<string, Record<string, import('../race/race.mjs').Rounds>>} Race
 */

/** @typedef {keyof import('../race/clock.mjs').Times} Metric */

/**
 * How many times as long one contender takes as another, pair by pair.
 *
 * @param {Pick<Target, 'id' | 'label' | 'atLeast' | 'atMost' | 'gate'> & { floor?: string }} target `floor`: who stands in our place
 *   to show what can be reached
 * @param {string} group
 * @param {string} above
 * @param {string} below
 * @param {Metric} [metric]
 * @returns {Target}
 */
export function quotient({ floor, ...target }, group, above, below, metric = 'wall') {
  const weAreBelow = target.atLeast !== undefined
  return {
    ...target,
    unit: '×',
    cells: [above, below, ...(floor ? [floor] : [])].map((name) => [group, name]),
    read: ({ race }) => pairRatio(race, group, above, below, metric),
    ...(floor && {
      reach: ({ race }) =>
        weAreBelow
          ? pairRatio(race, group, above, floor, metric)
          : pairRatio(race, group, floor, below, metric),
    }),
  }
}

/**
 * How much longer one contender takes than another, in microseconds, pair by pair.
 *
 * @param {Race} race
 * @param {string} group
 * @param {string} more
 * @param {string} less
 * @returns {number} not a number where the rounds do not tell
 */
export function differenceOf(race, group, more, less) {
  const a = race[group]?.[more]?.wall ?? []
  const b = race[group]?.[less]?.wall ?? []
  const difference = median(a.map((value, round) => value - (b[round] ?? Number.NaN)))
  return difference > 0 ? difference : Number.NaN
}

/**
 * @param {Race} race
 * @param {string} group
 * @param {string} above
 * @param {string} below
 * @param {Metric} [metric]
 * @returns {number | undefined}
 */
export function pairRatio(race, group, above, below, metric = 'wall') {
  const a = race[group]?.[above]?.[metric]
  const b = race[group]?.[below]?.[metric]
  return a && b && ratioOfPairs(a, b)
}

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
