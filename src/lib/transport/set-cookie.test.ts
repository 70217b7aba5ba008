import { describe, expect, it } from 'vitest'
import { makeCookie } from './set-cookie.ts'

const textOf = (options: Record<string, unknown>, value = 'v', name = 's'): string =>
  makeCookie(name, value, options).text

describe('makeCookie', () => {
  it('gives the parts and the finished line', () => {
    expect(makeCookie('s', 'v', { path: '/', httpOnly: true, maxAge: 5 })).toEqual({
      name: 's',
      value: 'v',
      attributes: { path: '/', httpOnly: true, maxAge: 5 },
      text: 's=v; Max-Age=5; Path=/; HttpOnly',
    })
  })

  it('writes attributes in the order of jshttp/cookie', () => {
    const expires = new Date(0)
    const all = {
      sameSite: 'lax',
      priority: 'high',
      partitioned: true,
      secure: true,
      httpOnly: true,
      expires,
      path: '/p',
      domain: 'example.org',
      maxAge: 1,
    }
    expect(textOf(all)).toBe(
      's=v; Max-Age=1; Domain=example.org; Path=/p; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Secure; Partitioned; Priority=High; SameSite=Lax',
    )
  })

  it('leaves out what is undefined, null, false or empty', () => {
    const none = { domain: undefined, path: null, secure: false, httpOnly: undefined, sameSite: '' }
    expect(textOf(none)).toBe('s=v')
    expect(makeCookie('s', 'v', { domain: undefined, maxAge: undefined }).attributes).toEqual({})
  })

  it.each([
    [10, 10],
    [10.7, 10],
    [-5, -5],
    [-5.5, -6],
    [0, 0],
    ['100', 100],
    [true, 1],
  ])('writes the maxAge %j as %i', (maxAge, written) => {
    expect(textOf({ maxAge })).toBe(`s=v; Max-Age=${written}`)
  })

  it.each([NaN, Infinity, -Infinity, 'x', {}, () => 1])('refuses the maxAge %s', (maxAge) => {
    expect(() => textOf({ maxAge })).toThrow(
      expect.objectContaining({
        code: 'ERR_IRONSEAL_COOKIE_ATTRIBUTE',
        option: 'cookieOptions.maxAge',
        message: 'option maxAge is invalid',
        hint: expect.stringContaining('whole number of seconds'),
      }),
    )
  })

  it.each([
    ['lax', 'Lax'],
    ['LAX', 'Lax'],
    ['strict', 'Strict'],
    [true, 'Strict'],
    ['none', 'None'],
  ])('writes sameSite %j as %s', (sameSite, written) => {
    expect(textOf({ sameSite })).toBe(`s=v; SameSite=${written}`)
  })

  it('has no attribute that is not set: a store would write it', () => {
    const options = { domain: undefined, path: null as never, secure: false, maxAge: undefined }
    expect(makeCookie('s', 'v', options).attributes).toStrictEqual({ secure: false })
  })

  it('encodes the value, but not a seal: it has no character that needs it', () => {
    expect(textOf({}, 'a b;"€')).toBe('s=a%20b%3B%22%E2%82%AC')
    expect(textOf({}, 'Fe26.2*1*aF_-*~2')).toBe('s=Fe26.2*1*aF_-*~2')
  })

  it('encodes with the encoder of the user, also the empty value', () => {
    const encode = (value: string): string => `<${value}>`
    expect(textOf({ encode }, 'v')).toBe('s=<v>')
    expect(textOf({ encode }, '')).toBe('s=<>')
    expect(makeCookie('s', 'v', { encode })).toMatchObject({ value: 'v', attributes: {} })
  })

  it('passes on what the encoder of the user throws', () => {
    const mine = new TypeError('mine: all of it')
    const encode = (): string => {
      throw mine
    }
    expect(() => textOf({ encode })).toThrow(mine)
  })
})

describe('what a Set-Cookie header cannot carry', () => {
  it.each(['', 'a b', 'a;b', 'a=b', 'a\r\nSet-Cookie: x', 'a\0', 'ü', '\t'])(
    'is refused in the name: %j',
    (name) => {
      expect(() => textOf({}, 'v', name)).toThrow(
        expect.objectContaining({
          code: 'ERR_IRONSEAL_COOKIE_ATTRIBUTE',
          option: 'cookieName',
          message: 'argument name is invalid',
          hint: expect.stringContaining('a `Set-Cookie` header cannot carry'),
        }),
      )
    },
  )

  const attributes: [string, unknown[]][] = [
    ['domain', ['a;b', 'a\r\nb', 'a b', 'a,b', 'example.org:80', '..', 'ü.org']],
    ['path', ['/;a', '/\r\n', '/\0', '/ü', '/a;Domain=evil']],
    ['expires', ['tomorrow', 0.5, new Date(NaN), {}]],
    ['sameSite', ['sloppy', 5, 'lax\r\n', 'lax;x']],
    ['priority', ['urgent', 1, 'high\r\n']],
  ]
  const each = attributes.flatMap(([name, values]) => values.map((value) => [name, value] as const))
  it.each(each)('is refused in %s: %j', (name, value) => {
    expect(() => textOf({ [name]: value })).toThrow(
      expect.objectContaining({
        code: 'ERR_IRONSEAL_COOKIE_ATTRIBUTE',
        option: 'cookieOptions',
        message: `option ${name} is invalid`,
      }),
    )
  })

  it('is refused in the value that a user encodes, and does not show in the error', () => {
    const refuse = (): string =>
      textOf({ encode: (value: string) => `${value}; Domain=evil` }, 'a:b')
    expect(refuse).toThrow(/^argument val is invalid$/)
    try {
      refuse()
    } catch (error) {
      expect(`${error}${(error as Error).stack}`).not.toContain('a:b')
    }
  })

  it('is no error of ours when jshttp/cookie stumbles over something else', () => {
    const strange = new RangeError('not yours')
    const domain = {
      toString() {
        throw strange
      },
    }
    expect(() => textOf({ domain })).toThrow(strange)
  })
})
