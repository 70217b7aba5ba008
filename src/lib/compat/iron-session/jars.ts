import { SessionError } from '../../errors.ts'
import type { Exchange } from '../../exchange.ts'
import { type CookieJar, cookieJarExchange } from '../../exchanges/cookie-jar.ts'
import {
  cookieHeader,
  type NodeRequest,
  type NodeResponse,
  nodeExchange,
} from '../../exchanges/node.ts'
import { webExchange } from '../../exchanges/web.ts'
import { cookieNames } from '../../transport/cookie-header.ts'
import { makeCookie } from '../../transport/set-cookie.ts'
import { NOT_WRITABLE } from './messages.ts'
import type { CookieOptions } from './types.ts'

/*
 * Cookie jars, the port of iron-session 9. A jar made here remembers its exchange, so that a session opened through it is the same
 * as one opened with `req` and `res`.
 */

const exchanges = new WeakMap<CookieJar, Exchange>()

/**
 * The jar of Node's `http`, which is also Express, Connect and Next.js API routes.
 *
 * @example
 * const session = await getIronSession(nodeCookies(req, res), options)
 */
export function nodeCookies(req: NodeRequest, res: NodeResponse): CookieJar {
  return jarOf(nodeExchange(req, res), () => cookieHeader(req))
}

/**
 * The jar of a web `Request` and the `Response`, or the bare `Headers`, that take the cookies.
 *
 * @example
 * const headers = new Headers()
 * const session = await getIronSession(webCookies(request, headers), options)
 * return new Response(body, { headers })
 */
export function webCookies(request: Request, response: Response | Headers): CookieJar {
  return jarOf(webExchange(request, response), () => request.headers.get('cookie') ?? '')
}

/** What is used of `NextRequest#cookies`. */
export interface NextRequestCookies {
  get: (name: string) => { name: string; value: string } | undefined
  getAll?: () => { name: string; value: string }[]
  set: (name: string, value: string) => unknown
}

/** What is used of `NextResponse#cookies`. */
export interface NextResponseCookies {
  set: (name: string, value: string, options: CookieOptions) => unknown
}

/**
 * The jar of Next's `proxy.ts` (`middleware.ts` before Next 16).
 *
 * It writes to the request as well as to the response, so that what is rendered in the same request sees the new session.
 *
 * @example
 * const response = NextResponse.next()
 * const session = await getIronSession(nextProxyCookies(request, response), options)
 */
export function nextProxyCookies(
  request: { cookies: NextRequestCookies },
  response: { cookies: NextResponseCookies },
): CookieJar {
  const jar: CookieJar = {
    read: (name) => request.cookies.get(name)?.value,
    names: () => request.cookies.getAll?.().map((cookie) => cookie.name) ?? [],
    write: (name, value, options) => {
      response.cookies.set(name, value, options)
      request.cookies.set(name, value)
    },
  }
  // A jar is made for each call; the cookies of the request and of the response stay the same.
  exchanges.set(jar, cookieJarExchange(jar, request.cookies, response.cookies))
  return jar
}

/** The exchange behind a jar: its own where it was made here, otherwise one that reads and writes through it. */
export function exchangeOf(jar: CookieJar): Exchange {
  return exchanges.get(jar) ?? cookieJarExchange(jar)
}

function jarOf(exchange: Exchange, header: () => string): CookieJar {
  const jar: CookieJar = {
    read: (name) => exchange.readCookies(name)[0],
    names: () => cookieNames(header()),
    write: (name, value, options) => exchange.writeCookie(makeCookie(name, value, options), false),
    assertWritable: () => {
      const state = exchange.writability()
      if (state !== 'writable')
        throw new SessionError('ERR_IRONSEAL_NOT_WRITABLE', NOT_WRITABLE[state])
    },
  }
  exchanges.set(jar, exchange)
  return jar
}
