import { describe, expect, it } from 'vitest'
import { cookieStoreExchange } from '../exchanges/cookie-store.ts'
import { webExchange } from '../exchanges/web.ts'
import { markPrivate, markRead } from './cache-headers.ts'

const marked = (vary?: string, control?: string): (string | null)[] => {
  const headers = new Headers()
  if (vary !== undefined) headers.set('vary', vary)
  if (control !== undefined) headers.set('cache-control', control)
  const exchange = webExchange(new Request('https://e.org'), headers)
  // Twice: marking again changes nothing.
  for (let time = 0; time < 2; time++) {
    markRead(exchange, ['Cookie'])
    markPrivate(exchange)
  }
  return [headers.get('vary'), headers.get('cache-control')]
}

describe('a response that depends on a session', () => {
  it.each([
    [undefined, undefined, 'Cookie', 'private, no-store'],
    ['*', 'no-store', '*', 'no-store, private'],
    ['Cookie,accept', 'no-store,private', 'Cookie,accept', 'no-store,private'],
    ['COOKIE , accept', 'public', 'COOKIE , accept', 'private, no-store'],
    ['accept', 'S-MaxAge=5, max-age=5', 'accept, Cookie', 'max-age=5, private, no-store'],
  ])('is marked beside %j and %j', (vary, control, expectedVary, expectedControl) => {
    expect(marked(vary, control?.replace('S-MaxAge', 'S-maxage'))).toEqual([
      expectedVary,
      expectedControl,
    ])
  })

  it('cannot be marked where headers cannot be set, and nothing breaks', () => {
    const store = cookieStoreExchange({ get: () => undefined, set: () => undefined })
    const immutable = webExchange(new Request('https://e.org'), Response.redirect('https://e.org'))
    const none = webExchange(new Request('https://e.org'), undefined)
    for (const exchange of [store, immutable, none]) {
      expect(() => {
        markRead(exchange, ['Cookie'])
        markPrivate(exchange)
      }).not.toThrow()
    }
  })
})
