import type { IncomingMessage, ServerResponse } from 'node:http'
import { parseSetCookie } from 'cookie'
import type { Origin, SessionHandle } from 'ironseal'
import { NOTICE } from './notices'
import type { Notice } from './notices'
import { absoluteTimeout, idleTimeout, sessions, sessionsCookie } from './sessions'
import type { VisitorData } from './sessions'

/** What a page shows of a visitor's session. Times are the server's, in milliseconds. */
export interface SessionsReport {
  now: number
  /** The timeouts, in seconds. */
  limits: { idle: number; absolute: number }
  origin: Origin
  id: string | null
  user: string | null
  remembered: boolean
  basket: number
  /** When it ends: unless it is used, and in any case. */
  ends: { idle: number; absolute: number } | null
  cookie: { name: string; value: string | null }
}

type Cookies = Partial<Record<string, string>>

/** Opens the session of a page, for `getServerSideProps`. Everything it reads, flash too, must be read before `reportOf`. */
export const openSessions = (context: { req: IncomingMessage; res: ServerResponse }) =>
  sessions.open(context.req, context.res)

/** What the request before left. Reading it takes it away, as soon as the session is saved. */
export function readNotice({ flash }: SessionHandle<VisitorData>): Notice | null {
  // Nobody but this application can have sealed it.
  return (flash.get(NOTICE) as Notice | undefined) ?? null
}

/** Saves what is due, and says what the browser then has. */
export async function reportOf(
  session: SessionHandle<VisitorData>,
  { req, res }: { req: IncomingMessage & { cookies: Cookies }; res: ServerResponse },
): Promise<SessionsReport> {
  const { origin } = session
  // Notes the use, if half of the idle window is over.
  await session.commit()
  return {
    now: Date.now(),
    limits: { idle: idleTimeout, absolute: absoluteTimeout },
    origin,
    id: session.id ?? null,
    user: session.get('user') ?? null,
    remembered: session.get('remembered') ?? false,
    basket: session.get('basket') ?? 0,
    ends: endsOf(session),
    cookie: {
      name: sessionsCookie,
      value: written(res) ?? req.cookies[sessionsCookie] ?? null,
    },
  }
}

function endsOf({ issuedAt, createdAt }: SessionHandle<VisitorData>): SessionsReport['ends'] {
  if (issuedAt === undefined || createdAt === undefined) return null
  return {
    idle: issuedAt.getTime() + idleTimeout * 1000,
    absolute: createdAt.getTime() + absoluteTimeout * 1000,
  }
}

/** The cookie that this response sets, if it sets one. */
function written(res: ServerResponse): string | undefined {
  const lines = [res.getHeader('set-cookie') ?? []].flat().map(String)
  return lines.map((line) => parseSetCookie(line)).find(({ name }) => name === sessionsCookie)
    ?.value
}
