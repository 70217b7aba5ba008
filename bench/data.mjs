// What every contender seals, and the secrets it seals with.

/** A strong secret for every library; it protects nothing. */
export const PASSWORD = 'T2JqZWN0cyBpbiBtb3Rpb24gc3RheSBpbiBtb3Rpb24u'

export const COOKIE = 'session'
export const PURPOSE = 'bench'

/** Bytes of JSON: a login, a profile, a cart, and nearly as much as a cookie holds. */
export const SIZES = /** @type {const} */ ([32, 300, 1000, 3000])

/**
 * Session data that is exactly so many bytes of JSON: objects, numbers and text as applications have them.
 *
 * @param {number} size
 * @returns {Record<string, unknown>}
 */
export function dataOf(size) {
  const data = { user: { id: 230, admin: true } }
  if (size <= 32) return data
  /** @type {{ sku: string, count: number, price: number }[]} */
  const cart = []
  const filled = { ...data, cart, note: '' }
  const length = () => JSON.stringify(filled).length
  for (let sku = 10_000; length() < size - 100; sku += 37) {
    cart.push({ sku: `A-${sku}`, count: (sku % 7) + 1, price: sku / 100 })
  }
  filled.note = 'lorem ipsum dolor sit amet '.repeat(9).slice(0, size - length())
  return filled
}
