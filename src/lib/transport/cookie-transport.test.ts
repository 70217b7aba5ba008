import { describe, expect, it } from 'vitest'
import { webExchange } from '../exchanges/web.ts'
import { createCookieTransport } from './cookie-transport.ts'

const limit = {
  measure: (text: string) => text.length,
  tooBig: (size: number) => `too big: ${size}`,
}
const transportOf = (more = {}) =>
  createCookieTransport({
    name: 's',
    options: { path: '/', httpOnly: true, maxAge: 60 },
    limit,
    candidates: 5,
    replace: true,
    ...more,
  })
const exchangeOf = (cookie = '') => {
  const headers = new Headers()
  const request = new Request('http://localhost/', cookie === '' ? {} : { headers: { cookie } })
  return { headers, exchange: webExchange(request, headers) }
}

describe('cookie transport', () => {
  it('reads the seals under its name, as many as it is told to', () => {
    const { exchange } = exchangeOf('s=1; a=2; s=3; s=4')
    expect(transportOf().read(exchange)).toEqual(['1', '3', '4'])
    expect(transportOf({ candidates: 1 }).read(exchange)).toEqual(['1'])
    expect(transportOf({ name: 'none' }).read(exchange)).toEqual([])
  })

  it('writes the seal with its attributes and returns the line', () => {
    const { exchange, headers } = exchangeOf()
    const lines = transportOf().write(exchange, 'seal', () => '')
    expect(lines).toEqual(['s=seal; Max-Age=60; Path=/; HttpOnly'])
    expect(headers.getSetCookie()).toEqual(lines)
  })

  it('writes one cookie a response, or one a call, as it is told', () => {
    for (const [replace, expected] of [
      [true, ['s=2']],
      [false, ['s=1', 's=2']],
    ] as const) {
      const { exchange, headers } = exchangeOf()
      const transport = transportOf({ replace, options: {} })
      for (const seal of ['1', '2']) transport.write(exchange, seal, () => '')
      expect(headers.getSetCookie()).toEqual(expected)
    }
  })

  it('writes nothing when the cookie is too big', () => {
    const { exchange, headers } = exchangeOf()
    expect(() => transportOf().write(exchange, 'x'.repeat(4096), () => '')).toThrow(
      expect.objectContaining({ code: 'ERR_IRONSEAL_COOKIE_TOO_BIG' }),
    )
    expect(headers.getSetCookie()).toEqual([])
  })

  it('deletes with the attributes of the cookie, or the browser would keep it', () => {
    const { exchange, headers } = exchangeOf('s=1')
    const options = {
      domain: 'example.org',
      path: '/app',
      secure: true,
      httpOnly: true,
      sameSite: 'none',
      partitioned: true,
      maxAge: 3600,
    } as const
    transportOf({ options }).clear(exchange)
    expect(headers.getSetCookie()).toEqual([
      's=; Max-Age=0; Domain=example.org; Path=/app; HttpOnly; Secure; Partitioned; SameSite=None',
    ])
  })

  it('deletes what it wrote before in the same response', () => {
    const { exchange, headers } = exchangeOf()
    const transport = transportOf({ options: {} })
    transport.write(exchange, 'seal', () => '')
    transport.clear(exchange)
    expect(headers.getSetCookie()).toEqual(['s=; Max-Age=0'])
  })
})
