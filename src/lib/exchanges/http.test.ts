import { describe, expect, it } from 'vitest'
import { forwardedEncryption, isLoopback } from './http.ts'
import { nodeExchange, type NodeRequest, type NodeResponse } from './node.ts'
import { webExchange } from './web.ts'

describe('the name of this machine', () => {
  it.each([
    'localhost',
    'LOCALHOST:3000',
    'app.localhost',
    '::1',
    '[::1]',
    '[::1]:80',
    '127.0.0.1',
    '127.1.2.3:8080',
    '::ffff:127.0.0.1',
  ])('is %s', (host) => {
    expect(isLoopback(host)).toBe(true)
  })
  it.each([
    '',
    'localhost.example.org',
    'notlocalhost',
    '127.0.0.1.example.org',
    '128.0.0.1',
    '::2',
    '0.0.0.0',
    '127.0.0',
    '[::1].example.org',
  ])('is not %j', (host) => {
    expect(isLoopback(host)).toBe(false)
  })
})

it.each([
  [undefined, undefined],
  ['', undefined],
  ['https', true],
  ['HTTPS , http', true],
  ['http, https', false],
  ['wss', false],
])('a proxy that forwards %j says %s', (header, expected) => {
  expect(forwardedEncryption(header)).toBe(expected)
})

describe('the headers of a web exchange', () => {
  const connectionOf = (url: string, forwarded?: string, trustProxy = false): unknown =>
    webExchange(
      new Request(
        url,
        forwarded === undefined ? {} : { headers: { 'x-forwarded-proto': forwarded } },
      ),
      undefined,
      { trustProxy },
    ).http?.connection()

  it('tell the connection by the URL, and by a proxy that is trusted', () => {
    expect(connectionOf('http://localhost/')).toEqual({ encrypted: false, loopback: true })
    expect(connectionOf('http://e.org/', 'https')).toEqual({ encrypted: false, loopback: false })
    expect(connectionOf('http://e.org/', 'https', true)).toEqual({
      encrypted: true,
      loopback: false,
    })
    expect(connectionOf('https://e.org/', undefined, true)).toEqual({
      encrypted: true,
      loopback: false,
    })
  })

  it('cannot be set without a response', () => {
    const { http } = webExchange(new Request('https://e.org'), undefined)
    http?.mergeResponseHeader('vary', () => 'x')
    http?.onEnd(() => undefined)
    expect([http?.responseHeader('vary'), http?.requestHeader('x'), http?.method]).toEqual([
      undefined,
      undefined,
      'GET',
    ])
  })
})

describe('the headers of a Node exchange', () => {
  const of = (request: NodeRequest, response: Partial<NodeResponse> = {}) =>
    nodeExchange(request, { getHeader: () => undefined, setHeader: () => undefined, ...response })
      .http!

  it('are joined, whatever they are', () => {
    expect(of({ headers: { a: ['1', '2'] } }).requestHeader('a')).toBe('1, 2')
    for (const [value, expected] of [
      [5, '5'],
      [null, undefined],
      [['a', 'b'], 'a, b'],
    ] as const)
      expect(of({ headers: {} }, { getHeader: () => value as never }).responseHeader('x')).toBe(
        expected,
      )
  })

  it('are not set once they are sent, and the end may be unknown', () => {
    let set = 0
    const setHeader = (): void => void set++
    of({ headers: {} }, { headersSent: true, setHeader }).mergeResponseHeader('a', () => '1')
    of({ headers: {} }, { setHeader }).mergeResponseHeader('a', () => '1')
    of({ headers: {} }).onEnd(() => void set++)
    expect([set, of({ headers: {} }).method, of({ headers: {} }).connection()]).toEqual([
      1,
      'GET',
      undefined,
    ])
  })
})
