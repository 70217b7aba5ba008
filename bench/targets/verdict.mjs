// A target as a line of text.

/** @typedef {import('./target.mjs').Target} Target */
/** @typedef {import('./target.mjs').Results} Results */

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
