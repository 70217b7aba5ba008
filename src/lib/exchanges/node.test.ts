import { once } from 'node:events'
import { createServer, IncomingMessage, request as send, ServerResponse } from 'node:http'
import { type AddressInfo, Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { makeCookie } from '../transport/set-cookie.ts'
import { type NodeResponse, nodeExchange } from './node.ts'

const cookie = makeCookie('s', 'v', {})
const responseOf = (): ServerResponse => new ServerResponse(new IncomingMessage(new Socket()))
const readFrom = (header: unknown): readonly string[] =>
  nodeExchange({ headers: { cookie: header as string } }, responseOf()).readCookies('s')

describe('the Cookie header of a Node request', () => {
  it('may come as a list', () => {
    expect(readFrom(['a=1; s=2', 's=3'])).toEqual(['2', '3'])
    expect(readFrom([])).toEqual([])
  })

  it.each([undefined, null, '', 0, 5, true, {}, { join: 1 }])(
    'may be %j, which has no cookie in it',
    (header) => {
      expect(readFrom(header)).toEqual([])
    },
  )

  it('is looked up at every read, as middleware may have changed it', () => {
    const request = { headers: { cookie: 's=1' } }
    const exchange = nodeExchange(request, responseOf())
    request.headers.cookie = 's=2'
    expect(exchange.readCookies('s')).toEqual(['2'])
  })
})

describe('the Set-Cookie header of a Node response', () => {
  it.each<[string, unknown, unknown]>([
    ['missing', undefined, ['s=v']],
    ['null', null, ['s=v']],
    ['an empty text', '', ['s=v']],
    ['a text', 'a=1', ['a=1', 's=v']],
    ['a list', ['a=1', 'b=2'], ['a=1', 'b=2', 's=v']],
    ['an empty list', [], ['s=v']],
    ['a number', 5, [5, 's=v']],
  ])('may be %s', (_, present, expected) => {
    for (const replace of [true, false]) {
      const calls: unknown[] = []
      const response: NodeResponse = {
        getHeader: () => present as string,
        setHeader: (name, value) => calls.push([name, value]),
      }
      nodeExchange({ headers: {} }, response).writeCookie(cookie, replace)
      expect(calls).toEqual([['set-cookie', expected]])
    }
  })

  it('is a new list: the one that was there stays as it is', () => {
    const response = responseOf()
    const present = ['a=1']
    response.setHeader('Set-Cookie', present)
    nodeExchange({ headers: {} }, response).writeCookie(cookie, true)
    expect(present).toEqual(['a=1'])
    expect(response.getHeader('set-cookie')).toEqual(['a=1', 's=v'])
  })

  it('is all that is used of the response', () => {
    const used = new Set<PropertyKey>()
    const response = new Proxy(responseOf(), {
      get(target, key) {
        used.add(key)
        return Reflect.get(target, key).bind?.(target) ?? Reflect.get(target, key)
      },
    })
    const exchange = nodeExchange({ headers: {} }, response)
    exchange.readCookies('s')
    expect(used).toEqual(new Set())
    exchange.writeCookie(cookie, true)
    expect(used).toEqual(new Set(['getHeader', 'setHeader']))
  })
})

describe('a Node response', () => {
  it('takes cookies until its headers are sent, over real HTTP', async () => {
    const states: string[] = []
    const server = createServer((request, response) => {
      const exchange = nodeExchange(request, response)
      response.setHeader('Set-Cookie', 'a=1')
      exchange.writeCookie(makeCookie('s', exchange.readCookies('s').join('+'), {}), false)
      states.push(exchange.writability())
      response.end('body')
      states.push(exchange.writability())
      try {
        exchange.writeCookie(cookie, true)
      } catch (error) {
        states.push((error as NodeJS.ErrnoException).code ?? '')
      }
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const outgoing = send({ port, host: '127.0.0.1', headers: { cookie: ['s=1', 's=2'] } })
    outgoing.end()
    const [response] = (await once(outgoing, 'response')) as [IncomingMessage]
    response.resume()
    await once(response, 'end')
    server.close()
    expect(response.headers['set-cookie']).toEqual(['a=1', 's=1%2B2'])
    expect(states).toEqual(['writable', 'headers-sent', 'ERR_HTTP_HEADERS_SENT'])
  })
})
