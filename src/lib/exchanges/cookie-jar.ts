import type { CookieAttributes, Exchange } from '../exchange.ts'

/** A place that cookies are read from and written to. */
export interface CookieJar {
  read: (name: string) => string | undefined
  /** Deletes when the value is empty; `options` then has `maxAge: 0`. */
  write: (name: string, value: string, options: CookieAttributes) => void
  /** The names of the cookies that came, where they can be listed. */
  names?: () => string[]
  /** Throws when a cookie can no longer be sent. */
  assertWritable?: () => void
}

const ABILITIES = { write: true, setHeaders: false, knowRequest: false }

/** The exchange of a jar. Whether it can be written, it says itself by throwing. */
export function cookieJarExchange(jar: CookieJar): Exchange {
  return {
    request: jar,
    response: jar,
    can: ABILITIES,
    readCookies(name) {
      const value: unknown = jar.read(name)
      return typeof value === 'string' ? [value] : []
    },
    writeCookie: ({ name, value, attributes }) => jar.write(name, value, attributes),
    writability() {
      jar.assertWritable?.()
      return 'writable'
    },
  }
}
