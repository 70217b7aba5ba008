import { describe, expect, it } from 'vitest'
import { makeCookie } from '../transport/set-cookie.ts'
import { type CookieJar, cookieJarExchange } from './cookie-jar.ts'

const emptyJar: CookieJar = { read: () => undefined, write: () => undefined }

describe('the exchange of a jar', () => {
  it('is the jar on both sides: sessions are remembered on it', () => {
    const exchange = cookieJarExchange(emptyJar)
    expect([exchange.request, exchange.response]).toEqual([emptyJar, emptyJar])
    expect(exchange.request).toBe(emptyJar)
    expect(exchange.http).toBeUndefined()
  })

  it('can write cookies and nothing else', () => {
    const { can } = cookieJarExchange(emptyJar)
    expect(can).toEqual({ write: true, setHeaders: false, knowRequest: false })
  })

  it('hands over name, value and attributes as they are: the jar encodes', () => {
    const written: unknown[] = []
    const exchange = cookieJarExchange({ ...emptyJar, write: (...args) => written.push(args) })
    exchange.writeCookie(makeCookie('s', 'a b', { path: '/', domain: undefined }), true)
    exchange.writeCookie(makeCookie('s', '', { path: '/', maxAge: 0 }), true)
    expect(written).toEqual([
      ['s', 'a b', { path: '/' }],
      ['s', '', { path: '/', maxAge: 0 }],
    ])
  })

  it.each([undefined, null, 7, ['text'], { value: 'text' }])(
    'reads no cookie where the jar says %j',
    (value) => {
      const exchange = cookieJarExchange({ ...emptyJar, read: () => value as never })
      expect(exchange.readCookies('s')).toEqual([])
    },
  )

  it('reads one cookie at most, an empty one as well', () => {
    const exchange = cookieJarExchange({ ...emptyJar, read: (name) => (name === 's' ? '' : 'no') })
    expect(exchange.readCookies('s')).toEqual([''])
  })

  it('calls the methods on the jar', () => {
    class Jar {
      #values = new Map([['s', '1']])
      read(name: string): string | undefined {
        return this.#values.get(name)
      }
      write(name: string, value: string): void {
        this.#values.set(name, value)
      }
      assertWritable(): void {
        if (this.#values.size > 1) throw new Error('full')
      }
    }
    const exchange = cookieJarExchange(new Jar())
    expect(exchange.writability()).toBe('writable')
    exchange.writeCookie(makeCookie('t', '2', {}), true)
    expect([exchange.readCookies('s'), exchange.readCookies('t')]).toEqual([['1'], ['2']])
    expect(() => exchange.writability()).toThrow('full')
  })

  it('is writable where the jar does not say', () => {
    expect(cookieJarExchange(emptyJar).writability()).toBe('writable')
  })
})
