/**
 * @param {readonly number[]} values
 * @returns {number}
 */
export const median = (values) => quantile(values, 0.5)

/**
 * @param {readonly number[]} values
 * @param {number} part 0 to 1
 * @returns {number}
 */
function quantile(values, part) {
  const sorted = values.toSorted((a, b) => a - b)
  const place = (sorted.length - 1) * part
  const low = sorted[Math.floor(place)] ?? Number.NaN
  const high = sorted[Math.ceil(place)] ?? Number.NaN
  return low + (high - low) * (place - Math.floor(place))
}

/**
 * The middle of what each round says alone. What slows the machine down slows both of a pair, and leaves its quotient.
 *
 * @param {readonly number[]} above
 * @param {readonly number[]} below
 * @returns {number}
 */
export const ratioOfPairs = (above, below) =>
  median(above.map((value, round) => value / (below[round] ?? Number.NaN)))
