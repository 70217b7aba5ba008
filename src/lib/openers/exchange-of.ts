import { SessionError } from '../errors.ts'
import type { Exchange } from '../exchange.ts'
import { type CookieJar, cookieJarExchange } from '../exchanges/cookie-jar.ts'
import { type CookieStore, cookieStoreExchange } from '../exchanges/cookie-store.ts'
import type { ProxyTrust } from '../exchanges/http.ts'
import { type NodeRequest, type NodeResponse, nodeExchange } from '../exchanges/node.ts'
import { webExchange } from '../exchanges/web.ts'

/** Finds out which kind of exchange the arguments of `open` are; what only half fits is refused by name. */
export function exchangeOf(first: unknown, second: unknown, trust: ProxyTrust): Exchange {
  if (isWebRequest(first)) {
    if (second === undefined || isResponse(second) || isHeaders(second))
      return webExchange(first, second, trust)
    throw usage('a web Request goes with a Response or Headers, and the second argument is neither')
  }
  if (isNodeRequest(first)) {
    if (isNodeResponse(second)) return nodeExchange(first, second, trust)
    throw usage('a Node request goes with its response, and the second argument is none')
  }
  return cookieExchange(first)
}

/** The exchange of a cookie store or a jar. */
export function cookieExchange(cookies: unknown): Exchange {
  if (cookies instanceof Promise) throw usage('this is a promise: await `cookies()` first')
  if (isHeaders(cookies))
    throw usage('these are Headers: give the Request that they belong to first')
  if (cookies instanceof Map)
    throw usage('a Map is no cookie store: it would forget the attributes')
  if (has(cookies, 'read', 'write')) return cookieJarExchange(cookies as unknown as CookieJar)
  if (has(cookies, 'get', 'set')) return cookieStoreExchange(cookies as unknown as CookieStore)
  throw usage('the first argument is no request, no cookie store and no jar')
}

function isWebRequest(value: unknown): value is Request {
  return has(value, 'headers') && isHeaders(value.headers)
}

function isNodeRequest(value: unknown): value is NodeRequest {
  return has(value, 'headers') && typeof value.headers === 'object' && value.headers !== null
}

function isNodeResponse(value: unknown): value is NodeResponse {
  return has(value, 'getHeader', 'setHeader')
}

function isResponse(value: unknown): value is Response {
  return has(value, 'headers') && isHeaders(value.headers)
}

/** By what they can do: frameworks and edge runtimes have Headers of their own. */
function isHeaders(value: unknown): value is Headers {
  return has(value, 'get', 'append', 'delete')
}

function has<Name extends string>(
  value: unknown,
  ...names: Name[]
): value is Record<Name, unknown> {
  return typeof value === 'object' && value !== null && names.every((name) => name in value)
}

function usage(why: string): SessionError {
  return new SessionError('ERR_IRONSEAL_USAGE', `sessions.open: ${why}`, {
    hint: 'Call it as open(req, res), open(request, headers) or open(await cookies()).',
  })
}
