import { SessionError } from '../../errors.ts'
import { type Config, createDropInConfig } from '../../options/config.ts'
import { FLAT_LAYOUT } from '../../session/envelope.ts'
import { createLayoutCodec } from '../../session/layout-codec.ts'
import { createChunkedTransport } from '../../transport/chunked-transport.ts'
import { sessionLifetime } from './lifetimes.ts'
import { CHUNK_MESSAGES, COOKIE_LIMIT, expiresInThePast, MISSING_COOKIE_NAME } from './messages.ts'
import { sessionRing } from './passwords.ts'
import type { SessionOptions } from './types.ts'

const COOKIE_DEFAULTS = { httpOnly: true, secure: true, sameSite: 'lax', path: '/' } as const

/** A sibling domain can plant a cookie of our name in front of ours, so a few are tried. */
const CANDIDATES = 5

/** Resolves options to the configuration of the pipeline. */
export function resolveOptions(options: SessionOptions): Config {
  const { cookieName } = options
  if (!cookieName) {
    throw new SessionError('ERR_IRONSEAL_OPTION', MISSING_COOKIE_NAME, {
      option: 'cookieName',
      hint: 'Give the cookie a name.',
    })
  }
  const ring = sessionRing(options.password)
  const { rules, maxAge } = sessionLifetime(options)
  return createDropInConfig({
    api: 'iron-session',
    cookieName,
    ring,
    sealSuffix: '~2',
    codec: createLayoutCodec(FLAT_LAYOUT, rules),
    transport: createChunkedTransport({
      name: cookieName,
      options: { ...COOKIE_DEFAULTS, ...options.cookieOptions, maxAge },
      limit: COOKIE_LIMIT,
      candidates: CANDIDATES,
      replace: true,
      split: Boolean(options.chunk),
      messages: CHUNK_MESSAGES,
    }),
  })
}

/** Judged when a session is saved: a stale `expires` must not break a page that only reads. */
export function assertCookiePersists({ cookieOptions }: SessionOptions): void {
  const expires = cookieOptions?.expires
  if (!(expires instanceof Date) || !(expires.getTime() < Date.now())) return
  throw new SessionError('ERR_IRONSEAL_OPTION', expiresInThePast(expires), {
    option: 'cookieOptions.expires',
    hint: 'Leave `expires` out; `ttl` sets `Max-Age` anew at every save.',
  })
}
