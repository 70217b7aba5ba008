import { SessionError } from '../../errors.ts'
import { KeyRing } from '../../keys/key-ring.ts'
import { type Config, createDropInConfig } from '../../options/config.ts'
import { NESTED_LAYOUT } from '../../session/envelope.ts'
import { createLayoutCodec } from '../../session/layout-codec.ts'
import type { CookieLimit } from '../../transport/cookie-limit.ts'
import { createCookieTransport } from '../../transport/cookie-transport.ts'
import type { CookieOptions } from '../../transport/set-cookie.ts'
import type { SessionOptions } from './types.ts'

/** Days were 15 here and 14 in iron-session; both are kept. */
const DEFAULT_TTL = 15 * 24 * 3600
/** A seal is taken for 60 seconds more, and its cookie ends 60 seconds earlier: clocks differ. */
const SKEW = 60
/** What `ttl: 0` means to the browser, which knows no "for ever". */
const FOR_EVER = 2147483647

const COOKIE_DEFAULTS = { httpOnly: true, secure: true, sameSite: 'lax', path: '/' } as const

/** The whole `Set-Cookie` value counts, in characters. */
export const COOKIE_LIMIT: CookieLimit = {
  measure: (text) => text.length,
  tooBig: (size) => `next-iron-session: Cookie length is too big ${size}, browsers will refuse it`,
}

/** Options with their defaults; whatever else is wrong with them shows when they are used, as it did. */
export interface KnownOptions {
  readonly ttl: number
  readonly cookieName: string
  readonly password: NonNullable<SessionOptions['password']>
  readonly cookieOptions: CookieOptions
  readonly strict: boolean
}

/** Fills in defaults by the rule of the original: only `undefined` is missing, and the name is missed first. */
export function withDefaults({
  ttl = DEFAULT_TTL,
  cookieName = missing('cookieName'),
  password = missing('password'),
  cookieOptions = {},
  strict = false,
}: SessionOptions): KnownOptions {
  return { ttl, cookieName, password, cookieOptions, strict }
}

function missing(option: 'cookieName' | 'password'): never {
  throw new SessionError(
    'ERR_IRONSEAL_OPTION',
    `next-iron-session: Missing parameter \`${option}\``,
    {
      option,
      hint:
        option === 'password'
          ? 'Is the environment variable set that it is read from?'
          : 'Give the cookie a name.',
    },
  )
}

/** The cookie attributes of a session. A `maxAge` of zero or nothing falls back to the one computed from `ttl`. */
export function cookieAttributes({ cookieOptions, ttl }: KnownOptions): CookieOptions {
  const maxAge = cookieOptions.maxAge || (ttl === 0 ? FOR_EVER : ttl) - SKEW
  return { ...COOKIE_DEFAULTS, ...cookieOptions, maxAge }
}

/** Resolves options to the configuration of the pipeline. */
export function resolveOptions(known: KnownOptions): Config {
  const { ttl, password } = known
  const cookieName = String(known.cookieName)
  return createDropInConfig({
    api: 'next-iron-session',
    cookieName,
    ring: ringOf(password),
    sealSuffix: '',
    codec: createLayoutCodec(NESTED_LAYOUT, {
      ttl: ttl === 0 ? undefined : Number(ttl) * 1000,
      skew: SKEW * 1000,
    }),
    transport: createCookieTransport({
      name: cookieName,
      options: cookieAttributes(known),
      limit: COOKIE_LIMIT,
      // The first of several cookies counts, and every save adds a line: rows N18 and N26 of what the original does.
      candidates: 1,
      replace: false,
    }),
  })
}

function ringOf(password: unknown): KeyRing {
  if (typeof password === 'string') return KeyRing.fromPassword(password)
  if (Array.isArray(password)) return KeyRing.fromList(password)
  throw new SessionError(
    'ERR_IRONSEAL_PASSWORD',
    'iron-store: bad `password` format, expected string or array of objects',
    {
      option: 'password',
      hint: 'Rotate with a list: [{ id: 2, password: newer }, { id: 1, password: older }].',
    },
  )
}
