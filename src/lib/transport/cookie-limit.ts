import { SessionError } from '../errors.ts'
import type { OutgoingCookie } from '../exchange.ts'
import { MAX_COOKIE_SIZE } from './transport.ts'

/** How the size of a cookie is judged; the libraries that ironseal stands in for differ in it. */
export interface CookieLimit {
  /** The size of a whole `Set-Cookie` value. */
  measure(text: string): number
  /** What a user is told about a cookie of this size. */
  tooBig(size: number): string
}

/** Throws when a browser would drop the cookie. */
export function assertFits(
  cookie: OutgoingCookie,
  limit: CookieLimit,
  explainSize: () => string,
): void {
  const size = limit.measure(cookie.text)
  if (size <= MAX_COOKIE_SIZE) return
  throw cookieTooBig(limit.tooBig(size), explainSize())
}

export function cookieTooBig(message: string, explanation: string): SessionError {
  return new SessionError('ERR_IRONSEAL_COOKIE_TOO_BIG', message, {
    option: 'cookieName',
    hint: `A browser keeps ${MAX_COOKIE_SIZE} bytes. ${explanation} Keep an id in the session and the rest in your database.`,
  })
}
