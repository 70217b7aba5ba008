import type { Exchange } from '../exchange.ts'
import { assertFits, type CookieLimit } from './cookie-limit.ts'
import { CookieMaker, type CookieOptions, makeCookie } from './set-cookie.ts'
import { MAX_COOKIE_SIZE, type Transport } from './transport.ts'

export interface CookieTransportSettings {
  readonly name: string
  readonly options: CookieOptions
  readonly limit: CookieLimit
  /** How many cookies of one name are tried: a sibling subdomain can plant one in front of ours. */
  readonly candidates: number
  /** Whether a cookie takes the place of the one that this response already carries, or is added behind it. */
  readonly replace: boolean
}

/** Carries the seal in one cookie. */
export function createCookieTransport(settings: CookieTransportSettings): Transport {
  const { name, options, limit, candidates, replace } = settings
  const maker = new CookieMaker(name, options)

  return {
    maxLength: MAX_COOKIE_SIZE,

    read: (exchange) => exchange.readCookies(name).slice(0, candidates),

    write(exchange, seal, explainSize, lifetime) {
      const cookie = maker.make(seal, lifetime)
      assertFits(cookie, limit, explainSize)
      exchange.writeCookie(cookie, replace)
      return [cookie.text]
    },

    clear: (exchange) => [expireCookie(exchange, name, options, replace)],
  }
}

/** Writes the deletion of a cookie: the same attributes, or the browser takes it for another cookie. */
export function expireCookie(
  exchange: Exchange,
  name: string,
  options: CookieOptions,
  replace: boolean,
): string {
  const cookie = makeCookie(name, '', options, 0)
  exchange.writeCookie(cookie, replace)
  return cookie.text
}
