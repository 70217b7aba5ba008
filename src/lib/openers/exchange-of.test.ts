import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { NO_TRUST } from '../exchanges/http.ts'
import { cookieExchange, exchangeOf, messageExchange, requestExchange } from './exchange-of.ts'

const req = Object.assign(new IncomingMessage(new Socket()), { headers: { cookie: 's=node' } })
const res = new ServerResponse(req)
const request = new Request('https://e.org/', { headers: { cookie: 's=web' } })
const store = {
  get: (name: string) => ({ name, value: 'store' }),
  set: () => undefined,
}
const jar = { read: () => 'jar', write: () => undefined }

describe('what `open` is given', () => {
  it.each<[string, unknown[], string]>([
    ['a Request and Headers', [request, new Headers()], 'web'],
    ['a Request and a Response', [request, new Response('')], 'web'],
    ['a Request alone', [request], 'web'],
    ['req and res of Node', [req, res], 'node'],
    ['a store', [store], 'store'],
    ['a store, and nothing', [store, null], 'store'],
    ['a jar', [jar], 'jar'],
    ['a jar that is a store as well', [{ ...store, ...jar }], 'jar'],
  ])('is %s', (_, [first, second], kind) => {
    const exchange = exchangeOf(first, second, NO_TRUST)
    expect(exchange.readCookies('s')).toEqual([kind])
    expect(exchange.request).toBe(first)
    expect(exchange.response).toBe(second ?? first)
  })

  it('is refused by name, and told how it is called', () => {
    const calls: [() => unknown, string][] = [
      [() => exchangeOf(new Response(''), request, NO_TRUST), 'a Response comes second'],
      [() => exchangeOf({ headers: new Headers() }, res, NO_TRUST), 'is no Request'],
      [() => exchangeOf(store, res, NO_TRUST), 'the first argument is no request, and a cookie'],
      [() => messageExchange(request.url, res, NO_TRUST), 'no Node request'],
      [() => messageExchange(req, {}, NO_TRUST), 'a Node request goes with its response'],
      [() => requestExchange(req, new Headers(), NO_TRUST), 'no web Request'],
      [() => requestExchange(request, res, NO_TRUST), 'a web Request goes with a Response'],
      [() => requestExchange(request, null, NO_TRUST), 'a web Request goes with a Response'],
      [() => cookieExchange(Promise.resolve(store)), 'await `cookies()` first'],
      [() => cookieExchange(new Headers()), 'these are Headers'],
      [() => cookieExchange(new Map()), 'a Map is no cookie store'],
      [() => cookieExchange(res), 'a response comes second'],
      [() => cookieExchange({ get: store.get }), 'no cookie store and no jar'],
    ]
    for (const [call, why] of calls) {
      expect(call).toThrow(
        expect.objectContaining({
          code: 'ERR_IRONSEAL_USAGE',
          message: expect.stringMatching(/^sessions\.open: /),
          hint: 'Call it as open(req, res), open(request, headers) or open(await cookies()).',
        }),
      )
      expect(call).toThrow(why)
    }
  })

  it('may say how it came through a proxy only where the proxy is trusted', () => {
    const headers = { 'x-forwarded-proto': 'https', host: 'e.org' }
    const proxied = new Request('http://e.org/', { headers })
    const encrypted = (trustProxy: boolean): boolean | undefined =>
      exchangeOf(proxied, undefined, { trustProxy }).http?.connection()?.encrypted
    expect([encrypted(true), encrypted(false)]).toEqual([true, false])
  })
})
