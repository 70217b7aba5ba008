import { describe, expect, it } from 'vitest'
import type { Exchange, ExchangeAbilities } from '../../src/lib/exchange.ts'
import { makeCookie } from '../../src/lib/transport/set-cookie.ts'

/** A request with its response, and what the response carries. */
export interface Opened {
  readonly exchange: Exchange
  /** All `Set-Cookie` values of the response, in order. */
  sent(): readonly string[]
}

export interface ExchangeContract {
  readonly name: string
  readonly can: ExchangeAbilities
  /** Cookies lie under their names: one value a name, and every write replaces. */
  readonly keyed: boolean
  /** Opens an exchange on a request with this `Cookie` header and a response that already carries these cookies. */
  open(cookieHeader?: string, present?: readonly string[]): Opened
}

/** Cookies that others put on the response; none of them may change by a letter. */
const OTHERS = [
  'a=1',
  'csrf="x;y"; Path=/',
  's=other-path; Path=/other',
  's=other-domain; Domain=example.com; Path=/',
  'ss=2; Path=/',
  'S=3; Path=/',
  '=s=5; Path=/',
  'no cookie at all',
  'b=%E0%A4%A; Expires=sometime; Path=/; Weird=?',
  'c=; Max-Age=0;;; ; SECURE;path=/',
]

const cookie = (value: string, more = {}) => makeCookie('s', value, { path: '/', ...more })

/** What the core may rely on, whatever framework is behind the exchange. */
export function describeExchange(contract: ExchangeContract): void {
  const { name, can, keyed, open } = contract

  describe(`the ${name} exchange, reading`, () => {
    it('says what it can do and that a cookie can still be written', () => {
      const { exchange } = open()
      expect(exchange.can).toEqual(can)
      expect(exchange.writability()).toBe('writable')
      expect(exchange.request).toBeTypeOf('object')
      expect(exchange.response).toBeTypeOf('object')
    })

    it('finds the value of a cookie, or none', () => {
      const { exchange } = open('a=1; s=Fe26.2*1*x~2; b=2')
      expect(exchange.readCookies('s')).toEqual(['Fe26.2*1*x~2'])
      expect(exchange.readCookies('S')).toEqual([])
      expect(exchange.readCookies('x')).toEqual([])
      expect(open().exchange.readCookies('s')).toEqual([])
    })

    it('decodes a value once, and gives a malformed one as it is', () => {
      const { exchange } = open('a=%2A%2541; b=%E0%A4%A')
      expect(exchange.readCookies('a')).toEqual(['*%41'])
      expect(exchange.readCookies('b')).toEqual(['%E0%A4%A'])
    })

    it(
      keyed ? 'gives one value a name' : 'gives all values of a name in order, five at most',
      () => {
        const { exchange } = open('s=1; s=2; a=0; s=3; s=4; s=5; s=6')
        const values = exchange.readCookies('s')
        if (keyed) expect(values).toHaveLength(1)
        else expect(values).toEqual(['1', '2', '3', '4', '5'])
      },
    )

    it.each(['__proto__', 'constructor', 'toString', 'length'])(
      'knows no cookie %s that did not come',
      (hostile) => {
        expect(open('a=1').exchange.readCookies(hostile)).toEqual([])
      },
    )

    it.each([
      ';'.repeat(8192),
      '='.repeat(8192),
      '*'.repeat(8192),
      's='.repeat(4096),
      '; s'.repeat(2730),
      `s=${'x'.repeat(16_000)}`,
      `s=${'%'.repeat(16_000)}`,
      `s=${'"'.repeat(1000)}`,
      Array.from({ length: 3000 }, (_, at) => `c${at}=1`).join('; '),
      '$Version=1; s="a\\"b"; $Path="/"',
      's',
      's=',
      '=',
      's==',
      's=\u00ff\u0080',
      '__proto__=1; constructor=2; s=3',
    ])('throws for no header, whatever is in it (%#)', (header) => {
      const { exchange } = open(header)
      for (const wanted of ['s', '', 'x', '__proto__', ' ']) {
        for (const value of exchange.readCookies(wanted)) expect(value).toBeTypeOf('string')
      }
    })

    it('gives the same when it is asked again', () => {
      const { exchange } = open('s=1')
      expect(exchange.readCookies('s')).toEqual(exchange.readCookies('s'))
    })
  })

  describe(`the ${name} exchange, writing`, () => {
    it('adds a cookie with all its attributes', () => {
      const expires = new Date(Date.UTC(2030, 0, 1))
      const full = cookie('v', {
        maxAge: 60,
        domain: 'example.org',
        expires,
        httpOnly: true,
        secure: true,
        partitioned: true,
        priority: 'high',
        sameSite: 'strict',
      })
      const { exchange, sent } = open()
      exchange.writeCookie(full, false)
      expect(sent()).toEqual([full.text])
    })

    it.each([true, false])(
      'leaves the cookies of others alone, byte for byte (replace: %s)',
      (replace) => {
        const present = keyed ? ['a=1; Path=/', 'ss=2; Path=/'] : OTHERS
        const { exchange, sent } = open('', present)
        const before = sent()
        expect(before).toHaveLength(present.length)
        exchange.writeCookie(cookie('1'), replace)
        expect(sent()).toEqual([...before, 's=1; Path=/'])
      },
    )

    it('replaces the cookie of its own name, domain and path', () => {
      const { exchange, sent } = open('', keyed ? ['a=1'] : ['s=0; Path=/; HttpOnly', 'a=1'])
      exchange.writeCookie(cookie('1', { httpOnly: true }), true)
      exchange.writeCookie(cookie('2'), true)
      exchange.writeCookie(cookie('', { maxAge: 0 }), true)
      expect(sent()).toEqual(['a=1', 's=; Max-Age=0; Path=/'])
    })

    it('writes an empty value', () => {
      const { exchange, sent } = open()
      exchange.writeCookie(makeCookie('s', '', {}), true)
      expect(sent()).toEqual(['s='])
    })

    if (keyed) return

    it('adds a line for every write where it is not told to replace', () => {
      const { exchange, sent } = open('', ['a=1'])
      for (const value of ['1', '2', '2']) exchange.writeCookie(cookie(value), false)
      expect(sent()).toEqual(['a=1', 's=1; Path=/', 's=2; Path=/', 's=2; Path=/'])
    })

    it('replaces every line that it finds, and keeps the others in their order', () => {
      const { exchange, sent } = open('', ['a=1', 's=1; Path=/', 'b=2', 's=2; Path=/', 'c=3'])
      exchange.writeCookie(cookie('3'), true)
      expect(sent()).toEqual(['a=1', 'b=2', 'c=3', 's=3; Path=/'])
    })

    it('takes domains that are spelled differently for the same', () => {
      const { exchange, sent } = open('', ['s=1; Path=/; Domain=.Example.ORG'])
      exchange.writeCookie(cookie('2', { domain: 'example.org' }), true)
      expect(sent()).toEqual(['s=2; Domain=example.org; Path=/'])
    })
  })
}
