import { SessionError } from '../errors.ts'
import type { Exchange } from '../exchange.ts'
import { cookieJarExchange } from '../exchanges/cookie-jar.ts'
import { cookieStoreExchange } from '../exchanges/cookie-store.ts'
import type { ProxyTrust } from '../exchanges/http.ts'
import { nodeExchange, type NodeRequest } from '../exchanges/node.ts'
import { webExchange } from '../exchanges/web.ts'
import {
  hasRawHeaders,
  isCookieJar,
  isCookieStore,
  isHeaders,
  isNodeRequest,
  isNodeResponse,
  isResponse,
  isThenable,
  isWebRequest,
} from './shapes.ts'

/** Finds out which kind of exchange the arguments of `open` are; what only half fits is refused by name. */
export function exchangeOf(first: unknown, second: unknown, trust: ProxyTrust): Exchange {
  // Asked first, and nothing else of them: in Express each property that is looked at takes half a microsecond.
  if (hasRawHeaders(first)) return withResponse(first, second, trust)
  if (isWebRequest(first)) return requestExchange(first, second, trust)
  if (isResponse(first)) throw usage('a Response comes second, behind its Request')
  if (isNodeRequest(first)) {
    // Headers of the web without a method and a URL.
    if (!('method' in first && 'url' in first) && isHeaders(first.headers))
      throw usage('this has headers, but neither a method nor a URL, and is no Request')
    return messageExchange(first, second, trust)
  }
  if (second !== undefined && second !== null)
    throw usage('the first argument is no request, and a cookie store or a jar comes alone')
  return cookieExchange(first)
}

/** The exchange of Node's request and response. */
export function messageExchange(request: unknown, response: unknown, trust: ProxyTrust): Exchange {
  if (!isNodeRequest(request)) throw usage('the first argument is no Node request')
  return withResponse(request, response, trust)
}

function withResponse(request: NodeRequest, response: unknown, trust: ProxyTrust): Exchange {
  if (isNodeResponse(response)) return nodeExchange(request, response, trust)
  throw usage('a Node request goes with its response, and the second argument is none')
}

/** The exchange of a web request. */
export function requestExchange(request: unknown, response: unknown, trust: ProxyTrust): Exchange {
  if (!isWebRequest(request)) throw usage('the first argument is no web Request')
  if (response === undefined || isResponse(response) || isHeaders(response))
    return webExchange(request, response, trust)
  throw usage('a web Request goes with a Response or Headers, and the second argument is neither')
}

/** The exchange of a cookie store or a jar. */
export function cookieExchange(cookies: unknown): Exchange {
  if (isThenable(cookies)) throw usage('this is a promise: await `cookies()` first')
  if (isHeaders(cookies))
    throw usage('these are Headers: give the Request that they belong to first')
  if (cookies instanceof Map)
    throw usage('a Map is no cookie store: it would forget the attributes')
  if (isNodeResponse(cookies)) throw usage('a response comes second, behind its request')
  if (isCookieJar(cookies)) return cookieJarExchange(cookies)
  if (isCookieStore(cookies)) return cookieStoreExchange(cookies)
  throw usage('the first argument is no request, no cookie store and no jar')
}

function usage(why: string): SessionError {
  return new SessionError('ERR_IRONSEAL_USAGE', `sessions.open: ${why}`, {
    hint: 'Call it as open(req, res), open(request, headers) or open(await cookies()).',
  })
}
