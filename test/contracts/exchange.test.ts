import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { parseCookie, stringifySetCookie } from 'cookie'
import { type CookieStore, cookieStoreExchange } from '../../src/lib/exchanges/cookie-store.ts'
import { nodeExchange } from '../../src/lib/exchanges/node.ts'
import { webExchange } from '../../src/lib/exchanges/web.ts'
import { describeExchange } from './exchange.ts'

describeExchange({
  name: 'Node',
  can: { write: true, setHeaders: true, knowRequest: true },
  keyed: false,
  open(cookieHeader = '', present = []) {
    const request = new IncomingMessage(new Socket())
    if (cookieHeader !== '') request.headers.cookie = cookieHeader
    const response = new ServerResponse(request)
    if (present.length > 0) response.setHeader('Set-Cookie', present)
    return {
      exchange: nodeExchange(request, response),
      sent: () => [response.getHeader('set-cookie') ?? []].flat() as string[],
    }
  },
})

const webRequest = (cookieHeader: string): Request =>
  new Request(
    'https://example.org/',
    cookieHeader === '' ? {} : { headers: { cookie: cookieHeader } },
  )

for (const [name, responseOf] of [
  ['Response', (headers: Headers) => new Response('body', { headers })],
  ['Headers', (headers: Headers) => headers],
] as const) {
  describeExchange({
    name: `web (${name})`,
    can: { write: true, setHeaders: true, knowRequest: true },
    keyed: false,
    open(cookieHeader = '', present = []) {
      const headers = new Headers()
      for (const line of present) headers.append('set-cookie', line)
      const response = responseOf(headers)
      const carried = response instanceof Response ? response.headers : response
      return {
        exchange: webExchange(webRequest(cookieHeader), response),
        sent: () => carried.getSetCookie(),
      }
    },
  })
}

/** A store as Next's `cookies()` is one: by name, decoded, with parts and not with lines. */
describeExchange({
  name: 'cookie store',
  can: { write: true, setHeaders: false, knowRequest: false },
  keyed: true,
  open(cookieHeader = '', present = []) {
    const incoming = new Map(Object.entries(parseCookie(cookieHeader)))
    const outgoing = new Map(present.map((line) => [line.split('=')[0]!, line]))
    const store: CookieStore = {
      get(name) {
        const value = incoming.get(name)
        return value === undefined ? undefined : { name, value }
      },
      set(name, value, options) {
        incoming.set(name, value)
        outgoing.delete(name)
        outgoing.set(name, stringifySetCookie({ ...options, name, value }))
      },
    }
    return { exchange: cookieStoreExchange(store), sent: () => [...outgoing.values()] }
  },
})
