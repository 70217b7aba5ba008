import { SessionError } from '../../errors.ts'
import type { LifetimeRules } from '../../session/lifetime.ts'
import type { CookieOptions, SessionOptions } from './types.ts'

const DEFAULT_TTL = 14 * 24 * 3600
/** A seal is taken for 60 seconds more, and its cookie ends 60 seconds earlier: clocks differ. */
const SKEW = 60
/** What `ttl: 0` means to the browser, which knows no "for ever". */
const FOR_EVER = 2147483647

/** How long the seal lives, and the `Max-Age` of its cookie: `undefined` for one that ends with the browser. */
export interface SessionLifetime {
  readonly rules: LifetimeRules
  readonly maxAge: number | undefined
}

/**
 * Works out both lifetimes.
 *
 * Unlike iron-session, a `maxAge` shortens the seal as well, and `maxAge: undefined` does not make it eternal: a cookie that
 * the browser has forgotten must not be good for whoever kept a copy. See docs/decisions/002.
 */
export function sessionLifetime(options: SessionOptions, now: number): SessionLifetime {
  const ttl = readTtl(options.ttl)
  const cookieOptions = options.cookieOptions ?? {}
  if ('maxAge' in cookieOptions) {
    const { maxAge } = cookieOptions
    const seconds = maxAge == null ? secondsUntil(cookieOptions, now) : Number(maxAge)
    return { rules: rulesFor(ttl, seconds), maxAge }
  }
  // An explicit `ttl: undefined` has always left `Max-Age` out; the seal still gets the default.
  if ('ttl' in options && options.ttl === undefined)
    return { rules: rulesFor(ttl, secondsUntil(cookieOptions, now)), maxAge: undefined }
  return { rules: rulesFor(ttl), maxAge: cookieMaxAge(ttl) }
}

/** The lifetime of `sealData`, in seconds. */
export function dataLifetime(ttl: number | undefined): LifetimeRules {
  return rulesFor(readTtl(ttl))
}

/**
 * @param ttl In seconds; `0` for ever.
 * @param cookieSeconds When the browser forgets the cookie, where that is known: the seal does not outlive it.
 */
function rulesFor(ttl: number, cookieSeconds = Number.POSITIVE_INFINITY): LifetimeRules {
  const most = ttl === 0 ? Number.POSITIVE_INFINITY : ttl
  // A `maxAge` that is no number is refused when the cookie is written.
  const seconds = Number.isNaN(cookieSeconds) ? most : Math.min(most, Math.max(0, cookieSeconds))
  return {
    ttl: seconds === Number.POSITIVE_INFINITY ? undefined : seconds * 1000,
    skew: SKEW * 1000,
  }
}

/** Without `Max-Age`, a cookie ends at its `Expires`. */
function secondsUntil({ expires }: CookieOptions, now: number): number | undefined {
  return expires instanceof Date ? (expires.getTime() - now) / 1000 : undefined
}

function cookieMaxAge(ttl: number): number {
  if (ttl === 0) return FOR_EVER
  return ttl > SKEW ? ttl - SKEW : ttl
}

/**
 * A lifetime is a number of seconds. A number in a string is taken; everything else would live for ever by mistake. A negative
 * one makes a seal that is over, which is how tests make one.
 */
function readTtl(ttl: unknown = DEFAULT_TTL): number {
  const seconds = typeof ttl === 'string' && ttl.trim() !== '' ? Number(ttl) : ttl
  if (typeof seconds === 'number' && Number.isFinite(seconds)) return seconds
  throw new SessionError(
    'ERR_IRONSEAL_OPTION',
    `iron-session: Bad usage. \`ttl\` must be a number of seconds, got ${String(ttl)}.`,
    {
      option: 'ttl',
      hint: '`0` means for ever; leave it out for 14 days.',
    },
  )
}
