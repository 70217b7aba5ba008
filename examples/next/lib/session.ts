import { withIronSession } from 'ironseal'
import type { Session, SessionOptions } from 'ironseal'
import type {
  GetServerSideProps,
  GetServerSidePropsContext,
  GetServerSidePropsResult,
  NextApiHandler,
  NextApiRequest,
  NextApiResponse,
} from 'next'
import { keyRing } from './key-ring'

/** What the login page puts into the session, as `user`. */
export interface User {
  name: string
  role: 'reader' | 'admin'
}

export const cookieName = 'ironseal-demo'
export const ttl = 60 * 60

// The demo is served on http://localhost. Chromium and Firefox take a Secure cookie there, Safari
// does not. An application writes: secure: process.env.NODE_ENV === 'production'
export const secure = process.env.DEMO_SECURE === '1'

export function sessionOptions(): SessionOptions {
  return { cookieName, ttl, password: keyRing(), cookieOptions: { secure } }
}

export type SessionRequest = NextApiRequest & { session: Session }
type Context = GetServerSidePropsContext & { req: { session: Session } }

/**
 * The session for an API route, as `req.session`.
 *
 * An application has its passwords at start-up and writes `withIronSession(handler, options)`. The
 * key ring of the demo changes while it runs, so the options are read anew for each request.
 */
export function withSession(
  handler: (req: SessionRequest, res: NextApiResponse) => unknown,
): NextApiHandler {
  return (req, res) => withIronSession(handler, sessionOptions())(req, res)
}

/** The same function wraps getServerSideProps: there the session is `context.req.session`. */
export function withSessionProps<Props extends object>(
  getProps: (context: Context) => Promise<GetServerSidePropsResult<Props>>,
): GetServerSideProps<Props> {
  return (context) => withIronSession(getProps, sessionOptions())(context)
}
