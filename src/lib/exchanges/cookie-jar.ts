import type {
  CookieAttributes,
  Exchange,
  ExchangeAbilities,
  OutgoingCookie,
  Writability,
} from '../exchange.ts'

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
const NONE: readonly string[] = Object.freeze([])

/**
 * The exchange of a jar. Whether it can be written, it says itself by throwing.
 *
 * @param request The object that stands for the request, and `response` the one that takes the cookies. Default: the jar.
 */
export function cookieJarExchange(
  jar: CookieJar,
  request: object = jar,
  response: object = jar,
): Exchange {
  return new CookieJarExchange(jar, request, response)
}

class CookieJarExchange implements Exchange {
  readonly request: object
  readonly response: object
  readonly #jar: CookieJar

  constructor(jar: CookieJar, request: object, response: object) {
    this.#jar = jar
    this.request = request
    this.response = response
  }

  get can(): ExchangeAbilities {
    return ABILITIES
  }

  readCookies(name: string): readonly string[] {
    const value: unknown = this.#jar.read(name)
    return typeof value === 'string' ? [value] : NONE
  }

  writeCookie({ name, value, attributes }: OutgoingCookie): void {
    this.#jar.write(name, value, attributes)
  }

  writability(): Writability {
    this.#jar.assertWritable?.()
    return 'writable'
  }
}
