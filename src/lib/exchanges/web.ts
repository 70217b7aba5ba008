import { SessionError } from '../errors.ts'
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
import { WebMessages } from './web-http.ts'

const ABILITIES = { write: true, setHeaders: true, knowRequest: true }
const READ_ONLY = { write: false, setHeaders: false, knowRequest: true }

/**
 * The exchange of the web's `Request` with a `Response`, or with the `Headers` that a response will get.
 *
 * `response.headers` is looked up at every write: the server adapter of Hono replaces `Response` by one that detaches the
 * headers once `bodyUsed` was touched.
 */
export function webExchange(
  request: Request,
  response: Response | Headers | undefined,
  trust: ProxyTrust = NO_TRUST,
): Exchange {
  return new WebExchange(request, response, trust)
}

class WebExchange implements Exchange {
  readonly request: Request
  readonly #response: Response | Headers | undefined
  readonly #trust: ProxyTrust

  constructor(request: Request, response: Response | Headers | undefined, trust: ProxyTrust) {
    this.request = request
    this.#response = response
    this.#trust = trust
  }

  get response(): object {
    return this.#response ?? this.request
  }

  get can(): ExchangeAbilities {
    return this.#response === undefined ? READ_ONLY : ABILITIES
  }

  get http(): HttpMessages {
    return new WebMessages(this.request, this.#headers(), this.#trust)
  }

  readCookies(name: string): readonly string[] {
    return readCookieHeader(this.request.headers.get('cookie') ?? '', name)
  }

  writeCookie(cookie: OutgoingCookie, replace: boolean): void {
    const target = this.#headers()
    if (target === undefined) throw noResponse()
    try {
      if (replace) removeCookie(target, cookie)
      target.append('set-cookie', cookie.text)
    } catch (cause) {
      throw immutableHeaders(cause)
    }
  }

  writability(): Writability {
    const response = this.#response
    if (response === undefined) return 'no-response'
    return isResponse(response) && response.bodyUsed ? 'body-used' : 'writable'
  }

  #headers(): Headers | undefined {
    return isResponse(this.#response) ? this.#response.headers : this.#response
  }
}

/** `Headers` cannot drop one line of several, so the others are put back as they were. */
function removeCookie(headers: Headers, cookie: OutgoingCookie): void {
  const present = headers.getSetCookie()
  const kept = present.filter((line) => !isSameCookie(line, cookie))
  if (kept.length === present.length) return
  headers.delete('set-cookie')
  for (const line of kept) headers.append('set-cookie', line)
}

function isResponse(response: Response | Headers | undefined): response is Response {
  return response !== undefined && 'headers' in response
}

function noResponse(): SessionError {
  return new SessionError(
    'ERR_IRONSEAL_NOT_WRITABLE',
    'The session cannot be saved: there is no response',
    {
      hint: 'Open it with the response or its headers, or call `session.commit(response)`.',
    },
  )
}

/** `Response.redirect()` and a fetched response have headers that nobody may change. */
function immutableHeaders(cause: unknown): SessionError {
  return new SessionError(
    'ERR_IRONSEAL_NOT_WRITABLE',
    'The session cannot be saved: the headers of this response are immutable',
    {
      cause,
      hint: 'Make the response with `new Response(body, { status, headers })`; `Response.redirect()` and fetched responses cannot take a cookie.',
    },
  )
}
