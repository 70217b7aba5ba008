import { describe, expect, it, vi } from 'vitest'
import { makeCookie } from '../transport/set-cookie.ts'
import { cookieStoreExchange } from './cookie-store.ts'

describe('the exchange of a cookie store', () => {
  it('is the same object on both sides: sessions are remembered on the store', () => {
    const store = { get: () => undefined, set: () => undefined }
    const exchange = cookieStoreExchange(store)
    expect(exchange.request).toBe(store)
    expect(exchange.response).toBe(store)
  })

  it('hands over the value as it is: the store encodes it', () => {
    const set = vi.fn()
    const exchange = cookieStoreExchange({ get: () => undefined, set })
    exchange.writeCookie(makeCookie('s', 'a b', { path: '/', maxAge: 0, domain: undefined }), true)
    expect(set.mock.calls).toEqual([['s', 'a b', { path: '/', maxAge: 0 }]])
  })

  it('calls the methods on the store', () => {
    class Store {
      #values = new Map<string, string>([['s', '1']])
      get(name: string) {
        const value = this.#values.get(name)
        return value === undefined ? undefined : { name, value }
      }
      set(name: string, value: string) {
        this.#values.set(name, value)
      }
    }
    const exchange = cookieStoreExchange(new Store())
    exchange.writeCookie(makeCookie('t', '2', {}), true)
    expect([exchange.readCookies('s'), exchange.readCookies('t')]).toEqual([['1'], ['2']])
  })

  it('lets through what the store throws: a Server Component cannot write', () => {
    const refusal = new Error('Cookies can only be modified in a Server Action')
    const exchange = cookieStoreExchange({
      get: () => undefined,
      set() {
        throw refusal
      },
    })
    expect(exchange.writability()).toBe('writable')
    expect(() => exchange.writeCookie(makeCookie('s', '', {}), true)).toThrow(refusal)
  })
})
