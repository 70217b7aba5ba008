import { describe, expect, it } from 'vitest'
import { cookieJarExchange } from '../exchanges/cookie-jar.ts'
import { nodeExchange } from '../exchanges/node.ts'
import { createSessionTransport, type SessionTransportSettings } from './session-transport.ts'

const transportOf = (more: Partial<SessionTransportSettings> = {}) =>
  createSessionTransport({
    name: '__Host-s',
    options: { path: '/' },
    secure: true,
    split: true,
    limit: { measure: (text) => text.split(';')[0]!.length - 1, tooBig: String },
    onDropped: () => undefined,
    onBigHeader: () => undefined,
    moved: [],
    ...more,
  })
const exchangeOf = (remoteAddress?: string, cookie = '') => {
  let lines: unknown = []
  const exchange = nodeExchange(
    { headers: { cookie }, socket: { remoteAddress } },
    { getHeader: () => lines as string[], setHeader: (_, value) => void (lines = value) },
  )
  return { exchange, lines: () => lines as string[] }
}

describe('the transport of a session', () => {
  it('is told when a browser would drop the cookie, and only then', () => {
    for (const [address, secure, dropped] of [
      ['203.0.113.9', true, 1],
      ['203.0.113.9', 'auto', 1],
      ['203.0.113.9', false, 0],
      ['127.0.0.1', true, 0],
      [undefined, true, 0],
    ] as const) {
      let told = 0
      const name = secure === false ? 's' : '__Host-s'
      const transport = transportOf({ name, secure, onDropped: () => void told++ })
      transport.write(exchangeOf(address).exchange, 'seal', () => '')
      expect([address, secure, told]).toEqual([address, secure, dropped])
    }
  })

  it('is told of more Set-Cookie than nginx passes on, others and bytes counted', () => {
    // The value, `__Host-s=`, `; Path=/; Secure` and `, ` in front of it.
    for (const [other, size, told] of [
      ['', 3964, []],
      ['', 3965, [3965]],
      ['o=1', 3964, []],
      ['o=1', 3965, [3965]],
      ['o=ä', 3965, [3965]],
    ] as const) {
      const sizes: number[] = []
      const transport = transportOf({ onBigHeader: (bytes) => void sizes.push(bytes) })
      const { exchange } = exchangeOf()
      const room = size - '__Host-s=; Path=/; Secure'.length
      if (other !== '')
        exchange.writeCookie({ name: 'o', value: '', attributes: {}, text: other }, false)
      const taken = other === '' ? 0 : Buffer.byteLength(other) + 2
      transport.write(exchange, 's'.repeat(room - taken), () => '')
      expect([other, size, sizes]).toEqual([other, size, told])
    }
  })

  it('names its cookie by the connection', () => {
    const auto = transportOf({ secure: 'auto' })
    expect(auto.cookieName?.(exchangeOf('::1').exchange)).toBe('s')
    expect(auto.cookieName?.(exchangeOf('203.0.113.9').exchange)).toBe('__Host-s')
    expect(transportOf().cookieName?.(exchangeOf('::1').exchange)).toBe('__Host-s')
  })

  it.each([
    ['', false],
    ['__Host-s=a', false],
    ['__Host-s.0=a', false],
    ['__Host-s.0=a; __Host-s.1=b; __Host-s.2=c; __Host-s.3=d', false],
    ['__Host-s.1=b', true],
    ['__Host-s.0=a; __Host-s.2=c', true],
    ['__Host-s.3=d; __Host-s.0=a', true],
    ['__Host-s=a; __Host-s.2=c', false],
    ['__Host-s.00=a; __Host-s.-1=b; __Host-s.1e0=c; __Host-s.4=d', false],
  ])('sees a gap between chunks: %j', (cookie, truncated) => {
    expect(transportOf().isTruncated?.(exchangeOf(undefined, cookie).exchange)).toBe(truncated)
  })

  it('expires old places on write and on clear, but not in what is keyed by name', () => {
    const transport = transportOf({ moved: [{ path: '/old' }, { domain: 'example.org' }] })
    for (const act of [
      () => transport.write(exchangeOf().exchange, 'seal', () => ''),
      () => transport.clear(exchangeOf().exchange),
    ])
      expect(act()).toEqual([
        expect.stringMatching(/^__Host-s=.*Path=\/; Secure$/),
        '__Host-s=; Max-Age=0; Path=/old; Secure',
        '__Host-s=; Max-Age=0; Domain=example.org; Path=/; Secure',
      ])
    const written: string[] = []
    const jar = cookieJarExchange({
      read: () => undefined,
      write: (name) => void written.push(name),
    })
    expect(transport.write(jar, 'seal', () => '')).toHaveLength(1)
    expect(transport.clear(jar)).toHaveLength(1)
    expect(written).toEqual(['__Host-s', '__Host-s'])
  })

  it('expires an old place once in a response, however often it is written', () => {
    const { exchange, lines } = exchangeOf()
    const transport = transportOf({ moved: [{ path: '/old' }] })
    for (const seal of ['one', 'two']) transport.write(exchange, seal, () => '')
    expect(lines()).toEqual([
      '__Host-s=two; Path=/; Secure',
      '__Host-s=; Max-Age=0; Path=/old; Secure',
    ])
  })

  it('is Secure nowhere where that is switched off', () => {
    const transport = transportOf({ name: 's', secure: false, moved: [{ path: '/old' }] })
    expect(transport.write(exchangeOf('203.0.113.9').exchange, 'seal', () => '')).toEqual([
      's=seal; Path=/',
      's=; Max-Age=0; Path=/old',
    ])
  })

  it('counts the cookies of a jar as it would send them', () => {
    const sizes: number[] = []
    const transport = transportOf({ onBigHeader: (bytes) => void sizes.push(bytes) })
    const jar = cookieJarExchange({ read: () => undefined, write: () => undefined })
    const lines = transport.write(jar, 's'.repeat(5000), () => '')
    expect(lines).toHaveLength(2)
    expect(sizes).toEqual([lines.join(', ').length])
  })

  it.each([{}, { path: '/' }, { domain: '', path: '/' }])(
    'refuses an old place that is the present one: %j',
    (place) => {
      expect(() => transportOf({ moved: [{ path: '/old' }, place] })).toThrow(
        expect.objectContaining({
          code: 'ERR_IRONSEAL_OPTION',
          message: 'option `moved` names the place where the cookie is written now',
          option: 'moved',
          hint: 'It lists the places where the cookie was set before.',
        }),
      )
    },
  )

  it('refuses at once what could not be written later, on either kind of connection', () => {
    expect(() => transportOf({ options: { path: '/;' } })).toThrow(
      expect.objectContaining({ code: 'ERR_IRONSEAL_COOKIE_ATTRIBUTE' }),
    )
  })

  it('says what is in the way when a seal does not fit', () => {
    const tooBig = expect.objectContaining({ code: 'ERR_IRONSEAL_COOKIE_TOO_BIG' })
    const { exchange, lines } = exchangeOf()
    const seal = 'x'.repeat(5000)
    expect(() => transportOf({ split: false }).write(exchange, seal, () => '')).toThrow(tooBig)
    expect(() => transportOf().write(exchange, seal.repeat(4), () => '')).toThrow(/5 cookies/)
    const name = 'n'.repeat(4095)
    expect(() => transportOf({ name }).write(exchange, seal, () => '')).toThrow(/alone take/)
    const chunked = exchangeOf(undefined, '__Host-s.0=a')
    expect(() => transportOf({ split: false }).write(chunked.exchange, seal, () => '')).toThrow(
      tooBig,
    )
    expect([lines(), chunked.lines()]).toEqual([[], []])
  })
})
