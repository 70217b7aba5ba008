import { getIronSession } from 'ironseal/iron-session'
import { cookies } from 'next/headers'
import { keyRing } from './key-ring'
import { cookieName, secure, ttl } from './session'
import type { User } from './session'

/** The session of the App Router page: a plain object, saved explicitly. */
export interface AppSession {
  note?: string
  count?: number
}

// Not the cookie of the Pages Router: this API writes a flat object, and the three functions of
// next-iron-session read { persistent, flash } only.
export const appCookieName = 'ironseal-demo-app'

// iron-session names its passwords by id; the highest id seals, all of them unseal.
function passwords(): Record<string, string> {
  return Object.fromEntries(keyRing().map(({ id, password }) => [String(id), password]))
}

/** Opens the session in a Server Component, a server action or a route handler. */
export async function openAppSession() {
  let reason: string | undefined
  const session = await getIronSession<AppSession>(await cookies(), {
    cookieName: appCookieName,
    ttl,
    password: passwords(),
    cookieOptions: { secure },
    onUnsealError: (why) => {
      reason = why
    },
  })
  return { session, reason }
}

/** Reads the login of the Pages Router. It is never saved from here. */
export async function readLogin(): Promise<User | null> {
  const options = { cookieName, password: passwords() }
  const { user } = await getIronSession<{ user?: User }>(await cookies(), options)
  return user ?? null
}
