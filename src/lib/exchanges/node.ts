import type { Exchange } from '../exchange.ts'
import { readCookieHeader } from '../transport/cookie-header.ts'
import { isSameCookie } from '../transport/cookie-identity.ts'
import { NO_TRUST, type ProxyTrust } from './http.ts'
import { nodeMessages } from './node-http.ts'
import type { NodeRequest, NodeResponse } from './node-types.ts'

export type { NodeRequest, NodeResponse } from './node-types.ts'

const ABILITIES = { write: true, setHeaders: true, knowRequest: true }

/** The exchange of Node's `http`: reads `req.headers.cookie`, writes through `res.getHeader` and `res.setHeader` alone. */
export function nodeExchange(
  request: NodeRequest,
  response: NodeResponse,
  trust: ProxyTrust = NO_TRUST,
): Exchange {
  return {
    request,
    response,
    can: ABILITIES,
    http: nodeMessages(request, response, trust),

    readCookies: (name) => readCookieHeader(cookieHeader(request), name),

    writeCookie(cookie, replace) {
      const present = setCookieLines(response)
      const kept = replace ? present.filter((line) => !isSameCookie(String(line), cookie)) : present
      response.setHeader('set-cookie', [...kept, cookie.text])
    },

    writability: () => (response.headersSent === true ? 'headers-sent' : 'writable'),
  }
}

/** The `Cookie` header as one text; some frameworks and tests give a list. */
export function cookieHeader({ headers }: NodeRequest): string {
  const cookie: unknown = headers.cookie
  if (typeof cookie === 'string') return cookie
  return Array.isArray(cookie) ? cookie.join('; ') : ''
}

/** `getHeader` gives a string, a number, a list or nothing, depending on who set it. */
function setCookieLines(response: NodeResponse): readonly string[] {
  const present = response.getHeader('set-cookie')
  if (present === undefined || present === null || present === '') return []
  return Array.isArray(present) ? present : ([present] as string[])
}
