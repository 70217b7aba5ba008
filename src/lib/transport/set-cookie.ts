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
 * @param maxAge Takes the place of the option.
 * @throws SessionError `ERR_IRONSEAL_COOKIE_ATTRIBUTE` with the messages of jshttp/cookie, less the value.
 */
export function makeCookie(
  name: string,
  value: string,
  options: CookieOptions,
  maxAge: number | undefined = options.maxAge,
): OutgoingCookie {
  const { encode = encodeURIComponent } = options
  const attributes = attributesOf(options, maxAge)
  // The value is encoded here because jshttp/cookie leaves an empty one out.
  const encoded = encode(value)
  try {
    const text = stringifySetCookie(Object.assign({ name, value: encoded }, attributes), {
      encode: String,
    })
    return { name, value, attributes, text }
  } catch (error) {
    throw refusal(error)
  }
}

/**
 * Makes cookies of one name whose attributes but for `Max-Age` stay the same.
 *
 * They are written once, at the first cookie: to write them every time took 2 of the 38 µs of a save.
 */
export class CookieMaker {
  readonly #name: string
  readonly #options: CookieOptions
  #empty: OutgoingCookie | undefined

  constructor(name: string, options: CookieOptions) {
    this.#name = name
    this.#options = options
  }

  /**
   * Makes a cookie, as `makeCookie` does.
   *
   * @param lifetime Takes the place of the option `maxAge`.
   */
  make(
    value: string,
    lifetime: { readonly maxAge?: number | undefined } = this.#options,
  ): OutgoingCookie {
    const name = this.#name
    const { encode, expires } = this.#options
    // What an encoder makes of a value has to be looked at, and a date can be changed.
    if (encode !== undefined || expires != null)
      return makeCookie(name, value, { ...this.#options, maxAge: lifetime.maxAge })
    this.#empty ??= makeCookie(name, '', { ...this.#options, maxAge: undefined })
    const { attributes, text } = this.#empty
    const age = wholeMaxAge(lifetime.maxAge)
    const pair = `${name}=${encodeURIComponent(value)}`
    return {
      name,
      value,
      attributes: Object.assign({}, attributes, age),
      text: `${pair}${age.maxAge === undefined ? '' : `; Max-Age=${age.maxAge}`}${text.slice(name.length + 1)}`,
    }
  }
}

/** Without what is `undefined` or `null`: "not set" in jshttp/cookie's terms. */
function attributesOf(options: CookieOptions, maxAge: number | undefined): CookieAttributes {
  const given = Object.entries(options).filter(
    ([name, value]) => name !== 'encode' && name !== 'maxAge' && value != null,
  )
  return Object.assign(Object.fromEntries(given), wholeMaxAge(maxAge))
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
