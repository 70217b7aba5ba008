import type { SerializeOptions } from 'cookie'

/** The attributes of a cookie, as jshttp/cookie names them (`maxAge`, `domain`, `path`, `expires`, `httpOnly`, …). */
export type CookieAttributes = Omit<SerializeOptions, 'encode'>

/**
 * The port between the core and the outside: one request and its response, as the core sees them.
 *
 * Every framework reduces to three of them (`exchanges/`): Node's `req` and `res`, the web's `Request` and `Response`, and a
 * cookie store such as Next's `cookies()`. An exchange moves cookies; it decides nothing.
 */
export interface Exchange {
  /** The object that stands for the request; open sessions are remembered on it. */
  readonly request: object
  /** The object that takes the cookies; the same object as `request` for a cookie store. */
  readonly response: object
  readonly can: ExchangeAbilities
  /**
   * The values of all cookies with exactly this name, in the order of the `Cookie` header.
   *
   * Never throws. A store that is keyed by name gives at most one.
   */
  readCookies(name: string): readonly string[]
  /**
   * Adds a cookie to the response. Cookies that others put there stay as they are, byte for byte.
   *
   * With `replace`, an earlier cookie of the same name, domain and path gives way to this one.
   */
  writeCookie(cookie: OutgoingCookie, replace: boolean): void
  /** Whether a cookie written now still reaches the browser. */
  writability(): Writability
  /** The rest of the request and of the response, where the exchange knows them. */
  readonly http?: HttpMessages | undefined
}

/** What an exchange is able to do; rules that need an ability hold only where it exists. */
export interface ExchangeAbilities {
  /** Cookies can be written at all. */
  readonly write: boolean
  /** Headers other than `Set-Cookie` can be set. */
  readonly setHeaders: boolean
  /** The method and the headers of the request are known. */
  readonly knowRequest: boolean
}

/** The parts of the request and the response that rules about caching, renewal and `Secure` ask for. */
export interface HttpMessages {
  readonly method: string
  /** A header of the request by its lower-case name; the values of several lines are joined. */
  requestHeader(name: string): string | undefined
  responseHeader(name: string): string | undefined
  /**
   * Makes a header of the response from what it is, by its lower-case name; does nothing once headers are sent.
   *
   * Where the moment can be seen, again when the headers are written, so that what others set in between does not undo it. Of its
   * own result `merge` makes nothing else.
   */
  mergeResponseHeader(name: string, merge: (present: string | undefined) => string): void
  /** How the request came; `undefined` where nothing tells. What a proxy says counts only if the proxy is trusted. */
  connection(): Connection | undefined
  /** Calls back when the response is over, where that can be known. */
  onEnd(callback: () => void): void
}

export interface Connection {
  /** The request came over TLS. */
  readonly encrypted: boolean
  /** The other end is this machine. */
  readonly loopback: boolean
}

/** A cookie on its way out, both as parts and as the finished `Set-Cookie` value. */
export interface OutgoingCookie {
  readonly name: string
  readonly value: string
  readonly attributes: CookieAttributes
  /** The whole `Set-Cookie` value. */
  readonly text: string
}

/** Whether a cookie can still be sent, and what is in the way. */
export type Writability = 'writable' | 'headers-sent' | 'body-used' | 'no-response'
