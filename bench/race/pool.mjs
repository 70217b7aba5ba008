/**
 * Gives the entries of a list in turn. A cache that is smaller than the list never meets one that it knows.
 *
 * @template T
 * @param {readonly T[]} entries
 * @returns {(count: number) => T[]}
 */
export function takeInTurn(entries) {
  let next = 0
  if (entries.length === 0) throw new Error('an empty pool')
  return (count) => {
    const taken = []
    for (let i = 0; i < count; i++) {
      taken.push(/** @type {T} */ (entries[next]))
      next = (next + 1) % entries.length
    }
    return taken
  }
}
