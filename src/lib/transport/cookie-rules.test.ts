import { describe, expect, it } from 'vitest'
import { assertKeepable, MAX_COOKIE_AGE, withoutPrefix } from './cookie-rules.ts'
import type { CookieOptions } from './set-cookie.ts'

const SAFE: CookieOptions = { secure: true, httpOnly: true, path: '/' }

const refusal = (option: string, rule: string): object =>
  expect.objectContaining({
    code: 'ERR_IRONSEAL_OPTION',
    option,
    message: `option \`${option}\` ${rule}`,
    hint: 'A browser would drop the cookie without saying so.',
  })

describe('the name of a cookie', () => {
  it.each(['s', 'a.b-c_d', "!#$%&'*+-.^_`|~0Z", '__Host-session', '__Secure-s', '__other-s'])(
    'may be %s',
    (name) => expect(() => assertKeepable(name, SAFE)).not.toThrow(),
  )

  it.each(['', 'a b', 'a;b', 'a=b', 'a,b', 'a"b', 'ü', 'a\n', '\ta', 'a(b)', '[a]', 'a/b', 'a@b'])(
    'cannot be %j',
    (name) =>
      expect(() => assertKeepable(name, SAFE)).toThrow(
        refusal('cookieName', "must be a token: letters, digits and !#$%&'*+-.^_`|~"),
      ),
  )
})

describe('a prefix', () => {
  const promises = (needed: string, prefix: string): object =>
    refusal('cookieOptions', `must have ${needed}, which the name's prefix \`${prefix}\` promises`)
  const [SECURE, HTTP] = ['`secure: true`', '`httpOnly: true`']
  const HOST = "`path: '/'` and no `domain`"

  it.each<[string, CookieOptions, string, string]>([
    ['__Host-s', { secure: false }, SECURE, '__host-'],
    ['__Host-s', { path: '/app' }, HOST, '__host-'],
    ['__Host-s', { path: undefined }, HOST, '__host-'],
    ['__Host-s', { domain: 'e.org' }, HOST, '__host-'],
    ['__HOST-s', { domain: 'e.org' }, HOST, '__host-'],
    ['__Secure-s', { secure: false }, SECURE, '__secure-'],
    ['__Http-s', { secure: false }, SECURE, '__http-'],
    ['__Http-s', { httpOnly: false }, HTTP, '__http-'],
    ['__Host-Http-s', { secure: false }, SECURE, '__host-http-'],
    ['__Host-Http-s', { httpOnly: false }, HTTP, '__host-http-'],
    ['__Host-Http-s', { path: '/app' }, HOST, '__host-http-'],
  ])('of %s is no promise that %j breaks', (name, change, needed, prefix) => {
    expect(() => assertKeepable(name, { ...SAFE, ...change })).toThrow(promises(needed, prefix))
  })

  it.each<[string, CookieOptions]>([
    ['__Host-s', { httpOnly: false }],
    ['__Secure-s', { path: '/app', domain: 'e.org', httpOnly: false }],
    ['__Http-s', { path: '/app', domain: 'e.org' }],
    ['__Host-Http-s', {}],
    ['s__Host-', { secure: false, domain: 'e.org' }],
  ])('of %s promises nothing else: %j', (name, change) => {
    expect(() => assertKeepable(name, { ...SAFE, ...change })).not.toThrow()
  })

  it.each([
    ['__Host-s', 's'],
    ['__host-http-s', 's'],
    ['__SECURE-s', 's'],
    ['__Http-s', 's'],
    ['s__Host-', 's__Host-'],
    ['__Host-__Host-s', '__Host-s'],
    ['__Hosts', '__Hosts'],
  ])('is taken off %s: %s', (name, without) => expect(withoutPrefix(name)).toBe(without))
})

describe('an attribute', () => {
  it.each<[CookieOptions, string, string]>([
    [{ sameSite: 'none' }, 'cookieOptions.sameSite', "can be `'none'` only with `secure: true`"],
    [
      { sameSite: 'None' as 'none' },
      'cookieOptions.sameSite',
      "can be `'none'` only with `secure: true`",
    ],
    [{ partitioned: true }, 'cookieOptions.partitioned', 'needs `secure: true`'],
  ])('that needs Secure is refused without it: %j', (options, option, rule) => {
    expect(() => assertKeepable('s', options)).toThrow(refusal(option, rule))
    expect(() => assertKeepable('s', { ...options, secure: true })).not.toThrow()
  })

  it.each<CookieOptions>([
    {},
    { sameSite: 'lax' },
    { sameSite: true },
    { sameSite: undefined },
    { partitioned: false },
  ])('that does not need it is taken: %j', (options) => {
    expect(() => assertKeepable('s', options)).not.toThrow()
  })

  it.each(['domain', 'path'] as const)('`%s` has at most 1024 characters', (name) => {
    expect(() => assertKeepable('s', { [name]: 'x'.repeat(1024) })).not.toThrow()
    expect(() => assertKeepable('s', { [name]: 'x'.repeat(1025) })).toThrow(
      refusal(`cookieOptions.${name}`, 'must have at most 1024 bytes'),
    )
  })
})

it('a browser keeps no cookie for longer than 400 days', () => {
  expect(MAX_COOKIE_AGE).toBe(34_560_000)
})
