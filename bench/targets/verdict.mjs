// A target as a line of text.

/** @typedef {import('./target.mjs').Target} Target */
/** @typedef {import('./target.mjs').Results} Results */

/**
 * `P1 Iron seal, iron-session 9 ÷ ours: 41× (≥ 60×) MISSED, the floor 55×`
 *
 * @param {Target} target
 * @param {Results} results
 * @returns {string}
 */
export function lineOf(target, results) {
  const [id, label, figure, bound, verdict] = rowOf(target, results)
  return `${id} ${label}: ${figure} (${bound}) ${verdict}`
}

/**
 * @param {Target} target
 * @param {Results} results
 * @returns {string[]} id, what, figure, target, verdict; where it is missed, with what the floor reaches
 */
export function rowOf(target, results) {
  const { id, label, unit, atLeast, atMost, reach } = target
  const value = target.read(results)
  const figure = isKnown(value) ? format(value) + unit : 'not measured'
  const bound = atLeast === undefined ? `≤ ${atMost}${unit}` : `≥ ${atLeast}${unit}`
  const verdict = verdictOf(target, value)
  const floor = verdict === 'ok' ? undefined : reach?.(results)
  return [
    id,
    label,
    figure,
    bound,
    verdict + (isKnown(floor) ? `, the floor ${format(floor)}${unit}` : ''),
  ]
}

/**
 * @param {Target} target
 * @param {number | undefined} value
 * @returns {'ok' | 'gate ok' | 'MISSED' | '-'}
 */
function verdictOf({ atLeast = -Infinity, atMost = Infinity, gate = Infinity }, value) {
  if (!isKnown(value)) return '-'
  if (value >= atLeast && value <= atMost) return 'ok'
  return value >= gate ? 'gate ok' : 'MISSED'
}

/**
 * @param {number | undefined} value
 * @returns {value is number}
 */
const isKnown = (value) => value !== undefined && !Number.isNaN(value)

/** @param {number} value */
export const format = (value) =>
  Math.abs(value) >= 100 ? value.toFixed(0) : Number(value.toPrecision(3)).toString()
