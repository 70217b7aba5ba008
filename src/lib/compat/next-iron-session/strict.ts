import type { RejectReason } from '../../errors.ts'
import { type NodeRequest, type NodeResponse, nodeExchange } from '../../exchanges/node.ts'
import type { Origin } from '../../session/origin.ts'
import { assertFits } from '../../transport/cookie-limit.ts'
import { expireCookie } from '../../transport/cookie-transport.ts'
import { makeCookie } from '../../transport/set-cookie.ts'
import { createIronStore, type Store } from '../iron-store.ts'
import { COOKIE_LIMIT, cookieAttributes, type KnownOptions } from './options.ts'
import type { Session } from './types.ts'

/**
 * Opens a session exactly as next-iron-session 4.2.0 did: unsealed at once, never shared, and rejecting for every cookie that
 * cannot be read, save for three reasons.
 */
export async function openStrictSession(
  req: NodeRequest,
  res: NodeResponse,
  known: KnownOptions,
): Promise<Session> {
  const cookieName = String(known.cookieName)
  const options = cookieAttributes(known)
  const exchange = nodeExchange(req, res)
  const [sealed] = exchange.readCookies(cookieName)
  const { store, origin } = await openStore(sealed, known)

  const session = {
    set: store.set,
    get: store.get,
    unset: store.unset,

    async save() {
      const cookie = makeCookie(cookieName, await store.seal(), options)
      assertFits(cookie, COOKIE_LIMIT, () => '')
      exchange.writeCookie(cookie, false)
      return cookie.text
    },

    destroy() {
      store.clear()
      expireCookie(exchange, cookieName, options, false)
    },
  }
  return Object.defineProperty(session, 'origin', { value: origin }) as Session
}

async function openStore(
  sealed: string | undefined,
  { password, ttl }: KnownOptions,
): Promise<{ store: Store; origin: Origin }> {
  const options = { password, ttl: ttl * 1000 }
  if (sealed === undefined)
    return { store: await createIronStore(options), origin: { kind: 'new' } }
  try {
    const store = await createIronStore({ ...options, sealed })
    return { store, origin: { kind: 'resumed', stale: false } }
  } catch (error) {
    const reason = error instanceof Error ? RESTARTS.get(error.message) : undefined
    if (reason === undefined) throw error
    return { store: await createIronStore(options), origin: { kind: 'rejected', reason } }
  }
}

/** The messages for which 4.2.0 started a new session, compared to the letter: the space after the last colon is part of it. */
const RESTARTS: ReadonlyMap<string, RejectReason> = new Map([
  ['Expired seal', 'expired'],
  ['Bad hmac value', 'invalid'],
  ['Cannot find password: ', 'unknown-key'],
])
