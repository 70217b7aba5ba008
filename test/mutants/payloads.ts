/** JSON of these lengths: nothing, one block, a session, a big one, all that fits. */
export const SIZES = [2, 17, 300, 1200, 2900] as const

/** JSON of a length. */
export const jsonOf = (size: number): string =>
  size === 2 ? '{}' : JSON.stringify({ a: '0123456789'.repeat(300).slice(0, size - 8) })
