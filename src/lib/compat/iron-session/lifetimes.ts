import { SessionError } from '../../errors.ts'
import type { LifetimeRules } from '../../session/lifetime.ts'
import type { SessionOptions } from './types.ts'

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
export function sessionLifetime(options: SessionOptions): SessionLifetime {
  const ttl = readTtl(options.ttl)
  const { cookieOptions } = options
  if (cookieOptions !== undefined && 'maxAge' in cookieOptions) {
    return { rules: rulesFor(shorter(ttl, cookieOptions.maxAge)), maxAge: cookieOptions.maxAge }
  }
  // An explicit `ttl: undefined` has always left `Max-Age` out; the seal still gets the default.
  if ('ttl' in options && options.ttl === undefined)
    return { rules: rulesFor(ttl), maxAge: undefined }
  return { rules: rulesFor(ttl), maxAge: cookieMaxAge(ttl) }
}

/** The lifetime of `sealData`, in seconds. */
export function dataLifetime(ttl: number | undefined): LifetimeRules {
  return rulesFor(readTtl(ttl))
}

function rulesFor(ttl: number): LifetimeRules {
  return { ttl: ttl === 0 ? undefined : ttl * 1000, skew: SKEW * 1000 }
}

function cookieMaxAge(ttl: number): number {
  if (ttl === 0) return FOR_EVER
  return ttl > SKEW ? ttl - SKEW : ttl
}

function shorter(ttl: number, maxAge: number | undefined): number {
  if (typeof maxAge !== 'number' || !(maxAge > 0)) return ttl
  return ttl === 0 ? maxAge : Math.min(ttl, maxAge)
}

/** A lifetime is a number of seconds from zero up. A number in a string is taken; everything else would live for ever. */
function readTtl(ttl: unknown = DEFAULT_TTL): number {
  const seconds = typeof ttl === 'string' && ttl.trim() !== '' ? Number(ttl) : ttl
  if (typeof seconds === 'number' && Number.isFinite(seconds) && seconds >= 0) return seconds
  throw new SessionError(
    'ERR_IRONSEAL_OPTION',
    `iron-session: Bad usage. \`ttl\` must be a number of seconds, got ${String(ttl)}.`,
    {
      option: 'ttl',
      hint: '`0` means for ever; leave it out for 14 days.',
    },
  )
}
