import type { Exchange } from '../exchange.ts'
import type { CookieJar } from '../exchanges/cookie-jar.ts'
import type { CookieStore } from '../exchanges/cookie-store.ts'
import type { NodeRequest, NodeResponse } from '../exchanges/node.ts'
import { resolveSessions } from '../options/resolve-sessions.ts'
import type { SessionsOptions } from '../options/sessions-options.ts'
import type { MaybePromise } from '../platform/maybe-promise.ts'
import type { ManagedHandle } from '../session/create-handle.ts'
import type { SessionHandle } from '../session/session-handle.ts'
import { cookieExchange, exchangeOf, messageExchange, requestExchange } from './exchange-of.ts'
import { createOpener, rememberOpener } from './opener.ts'

/** The sessions of an application: configured once, opened in every request. */
export interface Sessions<Data extends object> {
  /** Opens the session of Node's `req` and `res`: also Express, Connect and Next.js API routes. */
  open(req: NodeRequest, res: NodeResponse): Promise<SessionHandle<Data>>
  /** Opens the session of a web `Request`, to be sent with a `Response` or the `Headers` of one; without it, to be read. */
  open(request: Request, response?: Response | Headers): Promise<SessionHandle<Data>>
  /** Opens the session of a cookie store such as Next's `await cookies()`, or of any `{ read, write }` jar. */
  open(cookies: CookieStore | CookieJar): Promise<SessionHandle<Data>>
  /** `open` for Node, where the types of your framework leave doubt. */
  fromNode(req: NodeRequest, res: NodeResponse): Promise<SessionHandle<Data>>
  /** `open` for the web. */
  fromWeb(request: Request, response?: Response | Headers): Promise<SessionHandle<Data>>
  /** `open` for a store or a jar. */
  fromCookies(cookies: CookieStore | CookieJar): Promise<SessionHandle<Data>>
  /**
   * Seals the session for an `Authorization: Bearer` header, for clients without cookies; needs the option `bearer`.
   *
   * Its purpose is part of it: it is never good as a cookie, nor a cookie as a bearer seal.
   */
  toBearer(session: SessionHandle<Data>): Promise<string>
  /**
   * Checks the password, which is otherwise checked when it is first used.
   *
   * @throws SessionError when it is missing or weak.
   */
  check(): Promise<void>
}

/**
 * Configures sessions, once for an application.
 *
 * Every option but the password is checked here; see `SessionsOptions` for their defaults.
 *
 * @throws SessionError `ERR_IRONSEAL_OPTION` for an option that cannot work.
 * @example
 * export const sessions = createSessions<{ user?: { id: number } }>({ password: process.env.SESSION_PASSWORD })
 *
 * const session = await sessions.open(req, res)
 * await session.regenerate()
 * session.set('user', { id: 230 })
 * await session.save()
 */
export function createSessions<Data extends object>(
  options: SessionsOptions<Data>,
): Sessions<Data> {
  const opener = createOpener(resolveSessions(options))
  const { trust } = opener
  // What is in a seal is what `set` put there, or what the schema let pass.
  const handleOf = ({ handle }: ManagedHandle): SessionHandle<Data> =>
    handle as unknown as SessionHandle<Data>
  // No promise of its own: for a session that is there already, each costs as much as the look at its cookie.
  const open = (exchange: Exchange): MaybePromise<SessionHandle<Data>> => {
    const opened = opener.open(exchange)
    return opened instanceof Promise ? opened.then(handleOf) : handleOf(opened)
  }

  const sessions: Sessions<Data> = {
    open: async (first: unknown, second?: unknown) => open(exchangeOf(first, second, trust)),
    fromNode: async (req, res) => open(messageExchange(req, res, trust)),
    fromWeb: async (request, response) => open(requestExchange(request, response, trust)),
    fromCookies: async (cookies) => open(cookieExchange(cookies)),
    toBearer: async (session) => opener.toBearer(session),
    check: async () => opener.check(),
  }
  rememberOpener(sessions, opener)
  return sessions
}
