import { stringifySetCookie } from 'cookie'
import { SessionError } from '../errors.ts'
import type { CookieAttributes, OutgoingCookie } from '../exchange.ts'

/** Attributes as users give them: what jshttp/cookie takes, and `undefined` for what is to be left out. */
export type CookieOptions = {
  [Name in keyof CookieAttributes]: CookieAttributes[Name] | undefined
} & {
  /** Encodes the value. Default `encodeURIComponent`, which leaves a seal as it is. */
  encode?: ((value: string) => string) | undefined
}

/**
 * Makes a cookie and its `Set-Cookie` value.
 *
 * Forgiving where version 0.4 of jshttp/cookie was, which next-iron-session used: numbers may be strings, fractions are cut off.
 *
 * @throws SessionError `ERR_IRONSEAL_COOKIE_ATTRIBUTE` with the messages of jshttp/cookie, less the value.
 */
export function makeCookie(name: string, value: string, options: CookieOptions): OutgoingCookie {
  const { encode = encodeURIComponent, maxAge, ...rest } = options
  const attributes = { ...withoutUndefined(rest), ...wholeMaxAge(maxAge) }
  // The value is encoded here because jshttp/cookie leaves an empty one out.
  const encoded = encode(value)
  try {
    const text = stringifySetCookie({ ...attributes, name, value: encoded }, { encode: String })
    return { name, value, attributes, text }
  } catch (error) {
    throw refusal(error)
  }
}

/** Drops what is `undefined` or `null`: "not set" in jshttp/cookie's terms. */
function withoutUndefined(options: Omit<CookieOptions, 'encode' | 'maxAge'>): CookieAttributes {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value != null))
}

function wholeMaxAge(maxAge: number | undefined): { maxAge?: number } {
  if (maxAge == null) return {}
  const seconds = Math.floor(Number(maxAge))
  if (Number.isFinite(seconds)) return { maxAge: seconds }
  throw new SessionError('ERR_IRONSEAL_COOKIE_ATTRIBUTE', 'option maxAge is invalid', {
    option: 'cookieOptions.maxAge',
    hint: '`maxAge` is a whole number of seconds; without one it is computed from `ttl`.',
  })
}

/** jshttp/cookie puts the refused value behind a colon; for a seal that must not get into a log. */
function refusal(error: unknown): unknown {
  if (!(error instanceof TypeError)) return error
  const message = error.message.replace(/:.*/s, '')
  return new SessionError('ERR_IRONSEAL_COOKIE_ATTRIBUTE', message, {
    option: message.startsWith('argument name') ? 'cookieName' : 'cookieOptions',
    hint: 'A cookie name or attribute has a character that a `Set-Cookie` header cannot carry, or a value of the wrong type.',
  })
}
