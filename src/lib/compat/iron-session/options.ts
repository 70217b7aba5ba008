import { SessionError } from '../../errors.ts'
import type { KeyRing } from '../../keys/key-ring.ts'
import { type Config, createDropInConfig } from '../../options/config.ts'
import { FLAT_LAYOUT } from '../../session/envelope.ts'
import { createLayoutCodec } from '../../session/layout-codec.ts'
import { createChunkedTransport } from '../../transport/chunked-transport.ts'
import { sessionLifetime } from './lifetimes.ts'
import { CHUNK_MESSAGES, COOKIE_LIMIT, expiresInThePast, MISSING_COOKIE_NAME } from './messages.ts'
import { sessionRing } from './passwords.ts'
import type { CookieOptions, SessionOptions } from './types.ts'

const COOKIE_DEFAULTS = { httpOnly: true, secure: true, sameSite: 'lax', path: '/' } as const

/** A sibling domain can plant a cookie of our name in front of ours, so a few are tried. */
const CANDIDATES = 5

/** Options after every check. What the caller gave is read here, once, and never again. */
export interface ResolvedOptions {
  readonly config: Config
  readonly ring: KeyRing
  /** The lifetime of a seal, in milliseconds; `undefined` for ever. */
  readonly ttl: number | undefined
  readonly attributes: CookieOptions
  readonly split: boolean
  readonly onUnsealError: SessionOptions['onUnsealError']
}

/** Resolves options to the configuration of the pipeline: the same as before, where the same options come again, as most do. */
export function resolveOptions(options: SessionOptions): ResolvedOptions {
  const values = valuesOf(options)
  const known = latest.get(options.cookieName)
  if (known !== undefined && isEqual(known.values, values)) return known.resolved
  const resolved = resolve(options)
  // A date of `expires` is counted from now.
  if (options.cookieOptions?.expires == null) {
    if (latest.size === MOST_COOKIES) latest.clear()
    latest.set(options.cookieName, { values, resolved })
  }
  return resolved
}

/** The latest options of each cookie. Resolving them took half of the time in which a session is found not to be there. */
const latest = new Map<unknown, { values: readonly unknown[]; resolved: ResolvedOptions }>()
const MOST_COOKIES = 32

/** Everything in options that counts, so that a change of any of it shows. */
function valuesOf(options: SessionOptions): unknown[] {
  const { password, ttl, chunk, onUnsealError, cookieOptions } = options
  const values: unknown[] = [
    'ttl' in options,
    ttl,
    chunk,
    onUnsealError,
    scalarOf(password),
    scalarOf(cookieOptions),
  ]
  addEntries(values, password)
  addEntries(values, cookieOptions)
  return values
}

/** Stands for an object, whose entries come behind. */
const ENTRIES = Symbol('entries')

function scalarOf(part: unknown): unknown {
  return typeof part === 'object' && part !== null ? ENTRIES : part
}

function addEntries(values: unknown[], part: unknown): void {
  if (typeof part !== 'object' || part === null) return
  const entries = Object.entries(part)
  // The number first, so that no entry counts for a part that it is not of.
  values.push(entries.length)
  for (const [name, value] of entries) values.push(name, value)
}

function isEqual(left: readonly unknown[], right: readonly unknown[]): boolean {
  return left.length === right.length && left.every((value, at) => Object.is(value, right[at]))
}

function resolve(options: SessionOptions): ResolvedOptions {
  const { cookieName, password, chunk, onUnsealError } = options
  if (!cookieName) {
    throw new SessionError('ERR_IRONSEAL_OPTION', MISSING_COOKIE_NAME, {
      option: 'cookieName',
      hint: 'Give the cookie a name.',
    })
  }
  const ring = sessionRing(password)
  const { rules, maxAge } = sessionLifetime(options, Date.now())
  // A seal needs no encoding. Version 9 ignores an encoder, and what an encoder changes nobody could read again.
  const { encode: _ignored, ...given }: CookieOptions & { encode?: unknown } = {
    ...options.cookieOptions,
  }
  const attributes = { ...COOKIE_DEFAULTS, ...given, maxAge }
  const split = Boolean(chunk)
  const config = createDropInConfig({
    api: 'iron-session',
    cookieName,
    ring,
    sealSuffix: '~2',
    codec: createLayoutCodec(FLAT_LAYOUT, rules),
    transport: createChunkedTransport({
      name: cookieName,
      options: attributes,
      limit: COOKIE_LIMIT,
      candidates: CANDIDATES,
      replace: true,
      split,
      messages: CHUNK_MESSAGES,
    }),
  })
  return { config, ring, ttl: rules.ttl, attributes, split, onUnsealError }
}

/** Whether a save under these options writes the same as one under those. */
export function saveAlike(left: ResolvedOptions, right: ResolvedOptions): boolean {
  return (
    left.config.cookieName === right.config.cookieName &&
    left.ring.equals(right.ring) &&
    left.ttl === right.ttl &&
    left.split === right.split &&
    haveSameEntries(left.attributes, right.attributes)
  )
}

function haveSameEntries(left: CookieOptions, right: CookieOptions): boolean {
  const others = new Map<string, unknown>(Object.entries(right))
  return (
    Object.keys(left).length === others.size &&
    Object.entries(left).every(
      ([name, value]) => others.has(name) && isSameAttribute(value, others.get(name)),
    )
  )
}

function isSameAttribute(left: unknown, right: unknown): boolean {
  if (left instanceof Date && right instanceof Date) return left.getTime() === right.getTime()
  return Object.is(left, right)
}

/** Judged when a session is saved: a stale `expires` must not break a page that only reads. */
export function assertCookiePersists({ attributes: { expires } }: ResolvedOptions): void {
  if (!(expires instanceof Date) || !(expires.getTime() < Date.now())) return
  throw new SessionError('ERR_IRONSEAL_OPTION', expiresInThePast(expires), {
    option: 'cookieOptions.expires',
    hint: 'Leave `expires` out; `ttl` sets `Max-Age` anew at every save.',
  })
}
