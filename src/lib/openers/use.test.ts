import { describe, expect, it } from 'vitest'
import { cookieJarExchange } from '../exchanges/cookie-jar.ts'
import { webExchange } from '../exchanges/web.ts'
import { isSuccess, isUse } from './use.ts'

const isUseOf = (init: RequestInit): boolean =>
  isUse(webExchange(new Request('https://e.org/', init), new Headers()))

describe('a request that counts as use', () => {
  it.each(['GET', 'POST', 'PUT', 'DELETE', 'OPTIONS'])('has the method %s', (method) => {
    expect(isUseOf({ method })).toBe(true)
  })

  it('is every one of a jar, which knows nothing of requests', () => {
    expect(isUse(cookieJarExchange({ read: () => undefined, write: () => undefined }))).toBe(true)
  })

  it.each([
    ['sec-purpose', 'navigation'],
    ['purpose', 'prefetched'],
    ['x-purpose', ''],
    ['next-router-prefetch', ''],
  ])('may say %s: %s', (name, value) => {
    expect(isUseOf({ headers: { [name]: value } })).toBe(true)
  })
})

describe('a request that nobody made', () => {
  it('has the method HEAD, however it is written', () => {
    expect(isUseOf({ method: 'HEAD' })).toBe(false)
    const odd = { method: 'head', url: '/', headers: new Headers() } as Request
    expect(isUse(webExchange(odd, undefined))).toBe(false)
  })

  it.each([
    ['sec-purpose', 'prefetch'],
    ['sec-purpose', 'prefetch;prerender'],
    ['sec-purpose', 'Prefetch; anonymous-client-ip'],
    ['purpose', 'prefetch'],
    ['x-purpose', 'preview'],
    ['x-moz', 'prefetch'],
    ['next-router-prefetch', '1'],
    ['x-middleware-prefetch', '1'],
  ])('says %s: %s', (name, value) => {
    expect(isUseOf({ headers: { [name]: value } })).toBe(false)
  })
})

it.each([
  [200, true],
  [204, true],
  [302, true],
  [303, true],
  [304, false],
  [305, true],
  [399, true],
  [400, false],
  [404, false],
  [500, false],
])('a response with the status %i is one that a person sees: %s', (status, seen) => {
  expect(isSuccess(status)).toBe(seen)
})
