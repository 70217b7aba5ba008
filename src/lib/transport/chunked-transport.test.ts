import { describe, expect, it } from 'vitest'
import { webExchange } from '../exchanges/web.ts'
import { createChunkedTransport, MAX_CHUNKS } from './chunked-transport.ts'

const limit = {
  measure: (text: string) => text.length,
  tooBig: (size: number) => `too big: ${size}`,
}
const messages = {
  splitElsewhere: (size: number) => `split elsewhere: ${size}`,
  tooManyChunks: (needed: number) => `too many: ${needed}`,
  noRoom: (overhead: number) => `no room: ${overhead}`,
}
const transportOf = (more = {}) =>
  createChunkedTransport({
    name: 's',
    options: {},
    limit,
    messages,
    candidates: 5,
    replace: true,
    split: true,
    ...more,
  })
const exchangeOf = (cookie = '') => {
  const headers = new Headers()
  const request = new Request('http://localhost/', cookie === '' ? {} : { headers: { cookie } })
  return { headers, exchange: webExchange(request, headers) }
}
/** A seal of this length in which every position shows. */
const sealOf = (length: number): string =>
  Array.from({ length: Math.ceil(length / 8) }, (_, at) => String(at).padStart(8, '.'))
    .join('')
    .slice(0, length)

/** What a browser holds after a response: name=value pairs, as it would send them back. */
const browserAfter = (headers: Headers, before = ''): string => {
  const jar = new Map(
    before
      .split('; ')
      .filter(Boolean)
      .map((pair) => pair.split(/=(.*)/s, 2) as [string, string]),
  )
  for (const line of headers.getSetCookie()) {
    const [, name = '', value = ''] = /^([^=]*)=([^;]*)/.exec(line) ?? []
    if (line.includes('Max-Age=0')) jar.delete(name)
    else jar.set(name, value)
  }
  return [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
}

describe('the chunked transport, reading', () => {
  it.each([
    ['the whole cookie', 's=whole', ['whole']],
    ['chunks in order', 's.0=a; s.1=b; s.2=c; s.3=d', ['abcd']],
    ['chunks from any order', 's.2=c; s.0=a; s.3=d; s.1=b', ['abcd']],
    ['the whole one before the chunks', 's.0=a; s=whole; s.1=b', ['whole', 'ab']],
    ['several whole ones', 's=1; s=2', ['1', '2']],
    ['nothing', '', []],
    ['nothing in empty cookies', 's=; s.0=', []],
    ['the chunks before a gap', 's.0=a; s.2=c', ['a']],
    ['nothing without a first chunk', 's.1=b; s.2=c', []],
    ['four chunks and never more', 's.0=a; s.1=b; s.2=c; s.3=d; s.4=e', ['abcd']],
    ['only names as it writes them', 's.00=x; s.-1=x; s.1e0=x; s.0x0=x; s.0 1=x; S.0=x', []],
    ['a chunk that came twice, in every place', 's.0=a; s.0=x; s.1=b', ['ab', 'xb', 'a', 'x']],
    ['a chunk that came twice behind one that did not', 's.0=a; s.1=b; s.1=x', ['ab', 'ax']],
    [
      'two sessions of different lengths',
      's.0=a; s.0=x; s.1=b; s.1=y; s.2=c',
      ['abc', 'xyc', 'ab', 'xy'],
    ],
  ])('finds %s', (_, header, seals) => {
    expect(transportOf().read(exchangeOf(header).exchange)).toEqual(seals)
  })

  it('finds as many whole cookies as it is told to, and the chunks besides', () => {
    const { exchange } = exchangeOf('s=1; s=2; s=3; s.0=a')
    expect(transportOf({ candidates: 2 }).read(exchange)).toEqual(['1', '2', 'a'])
  })

  it('finds no more in chunks than the whole ones leave room for', () => {
    const { exchange } = exchangeOf('s=1; s=2; s=3; s.0=a; s.0=b; s.0=c; s.0=d')
    expect(transportOf().read(exchange)).toEqual(['1', '2', '3', 'a', 'b'])
  })
})

describe('the chunked transport, writing', () => {
  it('writes one cookie while it fits', () => {
    const { exchange, headers } = exchangeOf()
    const seal = sealOf(4094)
    expect(transportOf().write(exchange, seal, () => '')).toEqual([`s=${seal}`])
    expect(headers.getSetCookie()).toEqual([`s=${seal}`])
  })

  it.each([4095, 2 * 4092, 3 * 4092 + 1, 4 * 4092])(
    'splits a seal of %i characters, and reads it back',
    (length) => {
      const { exchange, headers } = exchangeOf()
      const seal = sealOf(length)
      const lines = transportOf().write(exchange, seal, () => '')
      expect(headers.getSetCookie()).toEqual(lines)
      expect(lines).toHaveLength(Math.ceil(length / 4092))
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(4096)
      expect(transportOf().read(exchangeOf(browserAfter(headers)).exchange)).toEqual([seal])
    },
  )

  it('counts the attributes of every chunk', () => {
    const options = { domain: 'example.org', path: `/${'p'.repeat(900)}`, secure: true }
    const { exchange } = exchangeOf()
    const seal = sealOf(9000)
    const lines = transportOf({ options }).write(exchange, seal, () => '')
    for (const line of lines) {
      expect(line.length).toBeLessThanOrEqual(4096)
      expect(line).toContain('; Domain=example.org; Path=/p')
    }
    expect(lines.map((line) => /=([^;]*)/.exec(line)?.[1]).join('')).toBe(seal)
  })

  it.each([
    ['a seal that needs five cookies', {}, 4 * 4092 + 1, 'too many: 5'],
    [
      'attributes that leave no room',
      { options: { path: `/${'p'.repeat(4084)}` } },
      9,
      'no room: 4096',
    ],
    ['a big seal where splitting is off', { split: false }, 4095, 'too big: 4097'],
  ])('refuses %s and writes nothing', (_, more, length, message) => {
    const { exchange, headers } = exchangeOf()
    expect(() => transportOf(more).write(exchange, sealOf(length), () => 'why')).toThrow(
      expect.objectContaining({
        code: 'ERR_IRONSEAL_COOKIE_TOO_BIG',
        message,
        hint: expect.stringContaining('why'),
      }),
    )
    expect(headers.getSetCookie()).toEqual([])
  })

  it('says so where splitting is off and the browser already holds chunks', () => {
    const { exchange } = exchangeOf('s.0=a; s.1=b')
    expect(() => transportOf({ split: false }).write(exchange, sealOf(4095), () => '')).toThrow(
      'split elsewhere: 4097',
    )
  })

  it('refuses a chunk that the encoder of the user makes too big', () => {
    const { exchange, headers } = exchangeOf()
    const options = { encode: (value: string) => value + value }
    expect(() => transportOf({ options }).write(exchange, sealOf(5000), () => '')).toThrow(
      expect.objectContaining({ code: 'ERR_IRONSEAL_COOKIE_TOO_BIG' }),
    )
    expect(headers.getSetCookie()).toEqual([])
  })
})

describe('the chunked transport, over several requests', () => {
  const big = sealOf(12_000)
  const middle = sealOf(6000)
  const small = 'small'
  const steps: [string, string[]][] = [
    ['grows', [small, big]],
    ['shrinks', [big, middle]],
    ['shrinks into one cookie', [big, small]],
    ['grows again', [big, small, middle]],
  ]
  it.each(steps)('leaves nothing stale behind when the session %s', (_, seals) => {
    let browser = ''
    for (const seal of seals) {
      const { exchange, headers } = exchangeOf(browser)
      transportOf().write(exchange, seal, () => '')
      browser = browserAfter(headers, browser)
      expect(transportOf().read(exchangeOf(browser).exchange)).toEqual([seal])
    }
  })

  it.each([small, middle, big])('deletes every cookie of the session', (seal) => {
    const { exchange, headers } = exchangeOf()
    transportOf().write(exchange, seal, () => '')
    const browser = `other=1; ${browserAfter(headers)}`
    const next = exchangeOf(browser)
    const lines = transportOf().clear(next.exchange)
    expect(next.headers.getSetCookie()).toEqual(lines)
    expect(browserAfter(next.headers, browser)).toBe('other=1')
  })

  it('leaves alone what only looks like one of its chunks', () => {
    const { exchange, headers } = exchangeOf('s.0=a; s.4=b; s.5=c')
    transportOf().write(exchange, middle, () => '')
    transportOf().clear(exchange)
    expect(headers.getSetCookie().join()).not.toMatch(/s\.[45]/)
  })

  it('deletes no chunk that was not there', () => {
    const { exchange, headers } = exchangeOf('s=1; other.0=2')
    transportOf().clear(exchange)
    expect(headers.getSetCookie()).toEqual(['s=; Max-Age=0'])
  })
})

describe.each([true, false])(
  'the chunked transport, twice in one response (replace: %s)',
  (replace) => {
    const transport = transportOf({ replace })
    const seals = { small: 'small', middle: sealOf(6000), big: sealOf(12_000) }
    const names = Object.keys(seals) as (keyof typeof seals)[]
    const pairs = names.flatMap((first) => names.map((second) => [first, second] as const))

    it.each(pairs)('leaves the last seal alone: %s, then %s', (first, second) => {
      const { exchange, headers } = exchangeOf()
      transport.write(exchange, seals[first], () => '')
      transport.write(exchange, seals[second], () => '')
      expect(transport.read(exchangeOf(browserAfter(headers)).exchange)).toEqual([seals[second]])
    })

    it.each(names)('leaves nothing when the session is destroyed after a save: %s', (name) => {
      const { exchange, headers } = exchangeOf()
      transport.write(exchange, seals[name], () => '')
      transport.clear(exchange)
      expect(browserAfter(headers)).toBe('')
    })

    it.each(names)('leaves the seal when it is saved after it was destroyed: %s', (name) => {
      const { exchange, headers } = exchangeOf()
      transport.write(exchange, seals.big, () => '')
      transport.clear(exchange)
      transport.write(exchange, seals[name], () => '')
      expect(transport.read(exchangeOf(browserAfter(headers)).exchange)).toEqual([seals[name]])
    })

    it('does not confuse two responses', () => {
      const one = exchangeOf()
      const two = exchangeOf()
      transport.write(one.exchange, seals.big, () => '')
      transport.clear(two.exchange)
      expect(two.headers.getSetCookie()).toEqual(['s=; Max-Age=0'])
    })
  },
)

describe('MAX_CHUNKS', () => {
  it('is four: more do not pass common proxies', () => {
    expect(MAX_CHUNKS).toBe(4)
  })
})
