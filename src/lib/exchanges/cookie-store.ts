import type { CookieAttributes, Exchange } from '../exchange.ts'

/** What is used of a cookie store such as the one that Next's `await cookies()` gives. */
export interface CookieStore {
  get(name: string): { readonly name: string; readonly value: string } | undefined
  set(name: string, value: string, options: CookieAttributes): unknown
}

const ABILITIES = { write: true, setHeaders: false, knowRequest: false }

/**
 * The exchange of a store that is keyed by cookie name.
 *
 * It gives one value a name, already decoded, and replaces on every write. Whether it may write shows only when it does: Next
 * throws in a Server Component, and that error passes through.
 */
export function cookieStoreExchange(store: CookieStore): Exchange {
  return {
    request: store,
    response: store,
    can: ABILITIES,

    readCookies(name) {
      // Some stores say null for what they do not have, others give an entry without a value.
      const value: unknown = store.get(name)?.value
      return typeof value === 'string' ? [value] : []
    },

    writeCookie({ name, value, attributes }) {
      store.set(name, value, attributes)
    },

    writability: () => 'writable',
  }
}
