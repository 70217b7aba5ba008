import { randomBytes } from 'node:crypto'
import { createSessions, withIronSession } from 'ironseal'
import type { SessionHandle } from 'ironseal'
import type { NextApiHandler, NextApiRequest, NextApiResponse } from 'next'
import { isOwnPost } from './answer'
import { secure } from './session'

/** What the pages on `createSessions` keep of a visitor. */
export interface VisitorData {
  user?: string
  remembered?: boolean
  /** Things put into the basket before the login; they survive it. */
  basket?: number
}

export const sessionsCookie = 'ironseal-demo-sessions'

/** In seconds. Short, so that a person can watch a session end. An application takes half an hour and twelve hours, say. */
export const idleTimeout = seconds('DEMO_IDLE', 60)
export const absoluteTimeout = seconds('DEMO_ABSOLUTE', 180)

// An application reads it from its environment. Kept on globalThis, because pages and API routes are bundled apart.
const shared = globalThis as { ironsealDemoSecret?: string }
export const secret = (shared.ironsealDemoSecret ??= `hex:${randomBytes(32).toString('hex')}`)

export const sessions = createSessions<VisitorData>({
  password: secret,
  cookieName: sessionsCookie,
  cookieOptions: { secure },
  idleTimeout,
  absoluteTimeout,
  // The cookie ends with the browser, unless a login says `remember(true)`.
  persistent: false,
  // The countdown asks whether the session is over. That question must not keep it alive.
  countsAsUse: (request) => !('url' in request && request.url === '/api/sessions/report'),
})

type VisitorRequest = NextApiRequest & { session: SessionHandle<VisitorData> }

/**
 * An API route for a form: the handler changes the session and says which page comes next.
 *
 * Nobody calls `save()`: `withIronSession` saves what changed when the headers of the redirect are written.
 */
export function formRoute(
  handler: (req: VisitorRequest, res: NextApiResponse) => Promise<string> | string,
): NextApiHandler {
  return withIronSession(async (req: VisitorRequest, res: NextApiResponse) => {
    if (isOwnPost(req, res)) res.redirect(303, await handler(req, res))
  }, sessions)
}

function seconds(name: string, usual: number): number {
  return Number(process.env[name] ?? usual)
}
