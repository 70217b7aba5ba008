import { describe, expect, it } from 'vitest'
import { makeCookie } from '../transport/set-cookie.ts'
import { webExchange } from './web.ts'

const cookie = makeCookie('s', 'v', {})
const requestOf = (): Request => new Request('https://example.org/')

describe('the headers of a web response', () => {
  it('are the ones that it has now', () => {
    const response = { headers: new Headers(), bodyUsed: false }
    const exchange = webExchange(requestOf(), response as Response)
    response.headers = new Headers({ 'set-cookie': 'a=1' })
    exchange.writeCookie(cookie, false)
    expect(response.headers.getSetCookie()).toEqual(['a=1', 's=v'])
  })

  it.each([true, false])(
    'may be immutable, and the error says what to do (replace: %s)',
    (replace) => {
      const response = Response.redirect('https://example.org/login')
      expect(() => webExchange(requestOf(), response).writeCookie(cookie, replace)).toThrow(
        expect.objectContaining({
          code: 'ERR_IRONSEAL_NOT_WRITABLE',
          cause: expect.any(TypeError),
          hint: expect.stringContaining('new Response'),
        }),
      )
    },
  )
})

describe('a web response', () => {
  it('takes no cookie once its body is used', async () => {
    const response = new Response('body')
    const exchange = webExchange(requestOf(), response)
    expect(exchange.writability()).toBe('writable')
    await response.text()
    expect(exchange.writability()).toBe('body-used')
  })

  it('is asked for `bodyUsed` only when somebody wants to know', () => {
    let asked = 0
    const response = {
      headers: new Headers(),
      get bodyUsed() {
        asked++
        return false
      },
    }
    const exchange = webExchange(requestOf(), response as Response)
    exchange.readCookies('s')
    exchange.writeCookie(cookie, true)
    expect(asked).toBe(0)
    expect(exchange.writability()).toBe('writable')
    expect(asked).toBe(1)
  })

  it('may be headers alone, which can always be written', () => {
    expect(webExchange(requestOf(), new Headers()).writability()).toBe('writable')
  })
})
