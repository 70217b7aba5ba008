import { keyRing } from './key-ring'
import { cookieName } from './session'
import type { SessionRequest, User } from './session'

/** Everything the demo shows about one cookie. A real application shows none of it to anybody. */
export interface CookieReport {
  name: string
  value: string | null
  data: unknown
  origin: { kind: 'new' | 'resumed' | 'rejected'; reason?: string; stale?: boolean }
}

export interface PageReport {
  user: User | null
  cookie: CookieReport
  /** The password ids of the key ring; the first one seals. */
  ring: number[]
}

/** What the server makes of the cookie of this request. */
export function reportOf(req: Pick<SessionRequest, 'cookies' | 'session'>): PageReport {
  const { session } = req
  const cookie = {
    name: cookieName,
    value: req.cookies[cookieName] ?? null,
    data: session.get(),
    origin: session.origin,
  }
  return { user: session.get<User>('user') ?? null, cookie, ring: keyRing().map(({ id }) => id) }
}
