import { SessionError } from '../../errors.ts'
import type { Exchange } from '../../exchange.ts'
import { cookieStoreExchange } from '../../exchanges/cookie-store.ts'
import { type NodeRequest, type NodeResponse, nodeExchange } from '../../exchanges/node.ts'
import { webExchange } from '../../exchanges/web.ts'
import { openSession } from '../../opening.ts'
import type { MaybePromise } from '../../platform/maybe-promise.ts'
import type { RequestSession } from '../../session/request-session.ts'
import { exchangeOf } from './jars.ts'
import { BAD_USAGE } from './messages.ts'
import { resolveOptions } from './options.ts'
import { SharedSession } from './shared-session.ts'
import type {
  CookieJar,
  CookieStore,
  IronSession,
  IronSessionData,
  SessionOptions,
} from './types.ts'

/**
 * Opens the session of a request: an object that is your data, with `save`, `destroy` and `updateConfig`.
 *
 * Takes `(req, res, options)` of Node or of the web, or `(cookies, options)` with a cookie store or jar. Opened twice in one
 * request it is one session, and each opening saves under its own options. Rejects with a `SessionError` for options that
 * cannot work; a cookie that cannot be read gives an empty session and `onUnsealError`.
 *
 * @example
 * const session = await getIronSession<{ user?: { id: number } }>(await cookies(), { password, cookieName: 'myapp' })
 * session.user = { id: 230 }
 * await session.save()
 */
export function getIronSession<Data extends object = IronSessionData>(
  cookies: CookieStore | CookieJar,
  options: SessionOptions,
): Promise<IronSession<Data>>
export function getIronSession<Data extends object = IronSessionData>(
  req: NodeRequest | Request,
  res: NodeResponse | Response | Headers,
  options: SessionOptions,
): Promise<IronSession<Data>>
export async function getIronSession(
  first: unknown,
  second: unknown,
  third?: SessionOptions,
): Promise<unknown> {
  if (!first || !second) throw badUsage()
  if (!third)
    return openIronSession(
      storeExchange(first as CookieStore | CookieJar),
      second as SessionOptions,
    )
  return openIronSession(requestExchange(first as RequestLike, second as ResponseLike), third)
}

type RequestLike = NodeRequest | Request
type ResponseLike = NodeResponse | Response | Headers

/** A jar counts before a store, where something is both. */
function storeExchange(cookies: Partial<CookieJar> & Partial<CookieStore>): Exchange {
  if (typeof cookies.read === 'function' && typeof cookies.write === 'function')
    return exchangeOf(cookies as CookieJar)
  if (typeof cookies.get === 'function' && typeof cookies.set === 'function') {
    return cookieStoreExchange(cookies as CookieStore)
  }
  throw badUsage()
}

/** The request tells which kind both are. */
function requestExchange(request: RequestLike, response: ResponseLike): Exchange {
  return isWebRequest(request)
    ? webExchange(request, response as Response | Headers)
    : nodeExchange(request, response as NodeResponse)
}

function isWebRequest(request: RequestLike): request is Request {
  const { headers } = request as Partial<Request>
  return typeof headers?.get === 'function'
}

/** No promise for what is there already: each takes as long as finding out that no cookie came. */
function openIronSession(exchange: Exchange, given: SessionOptions): MaybePromise<object> {
  const options = resolveOptions(given)
  const handOut = (opened: SharedSession): MaybePromise<object> => {
    const session = opened.current()
    const telling = session.reportTo(options.onUnsealError)
    return telling === undefined
      ? session.handleFor(options, exchange)
      : telling.then(() => session.handleFor(options, exchange))
  }
  const opening = openSession(options.config, exchange, share)
  return opening instanceof Promise ? opening.then(handOut) : handOut(opening)
}

function share(session: RequestSession): SharedSession {
  return new SharedSession(session.loaded())
}

function badUsage(): SessionError {
  return new SessionError('ERR_IRONSEAL_USAGE', BAD_USAGE, {
    hint: 'Await `cookies()` before you pass it on, and give the options last.',
  })
}
