import type {
  Exchange,
  ExchangeAbilities,
  HttpMessages,
  OutgoingCookie,
  Writability,
} from '../exchange.ts'
import { readCookieHeader } from '../transport/cookie-header.ts'
import { isSameCookie } from '../transport/cookie-identity.ts'
import { NO_TRUST, type ProxyTrust } from './http.ts'
import { NodeMessages } from './node-http.ts'
import type { NodeRequest, NodeResponse } from './node-types.ts'

export type { NodeRequest, NodeResponse } from './node-types.ts'

const ABILITIES = { write: true, setHeaders: true, knowRequest: true }

/** The exchange of Node's `http`: reads `req.headers.cookie`, writes through `res.getHeader` and `res.setHeader` alone. */
export function nodeExchange(
  request: NodeRequest,
  response: NodeResponse,
  trust: ProxyTrust = NO_TRUST,
): Exchange {
  return new NodeExchange(request, response, trust)
}

/** A class, because every request makes one: ten closures took a microsecond. */
class NodeExchange implements Exchange {
  readonly request: NodeRequest
  readonly response: NodeResponse
  readonly #trust: ProxyTrust

  constructor(request: NodeRequest, response: NodeResponse, trust: ProxyTrust) {
    this.request = request
    this.response = response
    this.#trust = trust
  }

  get can(): ExchangeAbilities {
    return ABILITIES
  }

  get http(): HttpMessages {
    return new NodeMessages(this.request, this.response, this.#trust)
  }

  readCookies(name: string): readonly string[] {
    return readCookieHeader(cookieHeader(this.request), name)
  }

  writeCookie(cookie: OutgoingCookie, replace: boolean): void {
    const present = setCookieLines(this.response)
    const kept = replace ? present.filter((line) => !isSameCookie(String(line), cookie)) : present
    this.response.setHeader('set-cookie', [...kept, cookie.text])
  }

  writability(): Writability {
    return this.response.headersSent === true ? 'headers-sent' : 'writable'
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
