import type {
  CookieAttributes,
  Exchange,
  ExchangeAbilities,
  OutgoingCookie,
  Writability,
} from '../exchange.ts'

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
  return new CookieStoreExchange(store)
}

class CookieStoreExchange implements Exchange {
  readonly request: CookieStore
  readonly response: CookieStore

  constructor(store: CookieStore) {
    this.request = store
    this.response = store
  }

  get can(): ExchangeAbilities {
    return ABILITIES
  }

  readCookies(name: string): readonly string[] {
    // Some stores say null for what they do not have, others give an entry without a value.
    const value: unknown = this.request.get(name)?.value
    return typeof value === 'string' ? [value] : []
  }

  writeCookie({ name, value, attributes }: OutgoingCookie): void {
    this.response.set(name, value, attributes)
  }

  writability(): Writability {
    return 'writable'
  }
}
