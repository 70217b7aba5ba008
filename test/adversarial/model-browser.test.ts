import { describe, expect, it } from 'vitest'
import { ModelBrowser } from './model-browser.ts'

/* The model itself: cases of RFC 6265bis, each with its section. */

const HTTPS = 'https://www.example.com/app/page'
const HTTP = 'http://www.example.com/app/page'
const NOW = 1_700_000_000_000

/** What is sent to the second address after the first has set these. */
function after(lines: readonly string[], to = HTTPS, from = HTTPS, later = 0): string | undefined {
  const browser = new ModelBrowser()
  browser.receive(new URL(from), lines, NOW)
  return browser.cookieHeader(new URL(to), NOW + later)
}

describe('a browser by RFC 6265bis', () => {
  it.each<[string, string, string | undefined]>([
    ['§5.6 a pair', 'a=b', 'a=b'],
    ['§5.6 blanks around both', ' a \t= b ; Path=/', 'a=b'],
    ['§5.6 no equals sign: a value without a name', 'b', 'b'],
    ['§5.6 no name', '=b', 'b'],
    ['§5.6 an empty value', 'a=', 'a='],
    ['§5.6 neither', '=', undefined],
    ['§5.6 equals signs in the value', 'a=b=c=', 'a=b=c='],
    ['§5.6 quotes stay', 'a="b"', 'a="b"'],
    ['§5.6 a blank that is none stays', '\u00a0a=b', '\u00a0a=b'],
    ['§5.6 a NUL', 'a=b\0', undefined],
    ['§5.6 a line break in an attribute', 'a=b; Path=/\n', undefined],
    ['§5.6 a tab is no control character here', 'a=b\tc', 'a=b\tc'],
    ['§5.6 4096 octets', `a=${'x'.repeat(4095)}`, `a=${'x'.repeat(4095)}`],
    ['§5.6 4097 octets', `a=${'x'.repeat(4096)}`, undefined],
    ['§5.6 4097 octets in fewer characters', `é=${'x'.repeat(4095)}`, undefined],
    ['§5.6 an attribute of 1025 octets is ignored', `a=b; Path=/${'x'.repeat(1024)}`, 'a=b'],
    ['§5.6 one of 1024 is not', `a=b; Path=/${'x'.repeat(1023)}`, undefined],
    ['§5.6.1 an end that is over', 'a=b; Expires=Thu, 01 Jan 1970 00:00:00 GMT', undefined],
    [
      '§5.6.2 Max-Age before Expires',
      'a=b; Max-Age=9; Expires=Thu, 01 Jan 1970 00:00:00 GMT',
      'a=b',
    ],
    ['§5.6.2 Max-Age of zero', 'a=b; Max-Age=0', undefined],
    ['§5.6.2 Max-Age below zero', 'a=b; Max-Age=-1', undefined],
    ['§5.6.2 Max-Age that is no number', 'a=b; Max-Age=1e9', 'a=b'],
    ['§5.6.3 a domain above', 'a=b; Domain=example.com', 'a=b'],
    ['§5.6.3 with a dot and capitals', 'a=b; Domain=.EXAMPLE.com', 'a=b'],
    ['§5.6.3 another domain', 'a=b; Domain=example.org', undefined],
    ['§5.6.3 a domain below', 'a=b; Domain=a.www.example.com', undefined],
    ['§5.6.3 the end of a label', 'a=b; Domain=ple.com', undefined],
    ['§5.6.3 a public suffix', 'a=b; Domain=com', undefined],
    ['§5.6.4 a path above', 'a=b; Path=/', 'a=b'],
    ['§5.6.4 a path beside', 'a=b; Path=/other', undefined],
    ['§5.6.4 the beginning of a name', 'a=b; Path=/ap', undefined],
    ['§5.6.4 no path: the folder', 'a=b; Path=x', 'a=b'],
    ['§5.6.7 SameSite=None without Secure', 'a=b; SameSite=None', undefined],
    ['§5.6.7 SameSite=None with it', 'a=b; SameSite=None; Secure', 'a=b'],
    ['§5.7 __Secure- without Secure', '__Secure-a=b', undefined],
    ['§5.7 __secure- in lower case', '__secure-a=b', undefined],
    ['§5.7 __Secure- with it', '__Secure-a=b; Secure', '__Secure-a=b'],
    ['§5.7 __Host- as it must be', '__Host-a=b; Secure; Path=/', '__Host-a=b'],
    ['§5.7 __Host- without a path', '__Host-a=b; Secure', undefined],
    ['§5.7 __Host- with a path below', '__Host-a=b; Secure; Path=/app', undefined],
    ['§5.7 __Host- with a domain', '__Host-a=b; Secure; Path=/; Domain=www.example.com', undefined],
    ['§5.7 a value that looks like a name', '=__Host-a', undefined],
    ['layered: __Http- without HttpOnly', '__Http-a=b; Secure', undefined],
    ['layered: __Http- with it', '__Http-a=b; Secure; HttpOnly', '__Http-a=b'],
    ['CHIPS: Partitioned without Secure', 'a=b; Partitioned', undefined],
  ])('%s', (_, line, sent) => expect(after([line])).toBe(sent))

  it('§5.6.2 keeps nothing for more than 400 days', () => {
    const days = 24 * 3600 * 1000
    expect(after(['a=b; Max-Age=99999999999'], HTTPS, HTTPS, 400 * days - 1)).toBe('a=b')
    expect(after(['a=b; Max-Age=99999999999'], HTTPS, HTTPS, 400 * days)).toBeUndefined()
  })

  it('§5.7 neither sets nor sends Secure cookies without TLS', () => {
    expect(after(['a=b; Secure'], HTTP)).toBeUndefined()
    expect(after(['a=b; Secure'], HTTPS, HTTP)).toBeUndefined()
    expect(after(['a=b'], HTTP)).toBe('a=b')
  })

  it('§5.7 leaves Secure cookies alone without TLS', () => {
    const browser = new ModelBrowser()
    browser.receive(new URL(HTTPS), ['a=good; Secure; Path=/'], NOW)
    browser.receive(new URL(HTTP), ['a=evil; Path=/app', 'a=evil; Path=/'], NOW)
    expect(browser.cookieHeader(new URL(HTTPS), NOW)).toBe('a=good')
  })

  it('§5.7 replaces a cookie of the same name, domain and path, and no other', () => {
    expect(after(['a=1; Path=/', 'a=2; Path=/'])).toBe('a=2')
    expect(after(['a=1; Path=/', 'a=2; Path=/app'])).toBe('a=2; a=1')
    expect(after(['a=1', 'a=2; Domain=www.example.com'])).toBe('a=1; a=2')
    expect(after(['a=1; Secure; Path=/', 'a=2; Secure; Path=/; Partitioned'])).toBe('a=1; a=2')
    expect(after(['a=1; Path=/', 'a=; Path=/app; Max-Age=0'])).toBe('a=1')
  })

  it('§5.8.3 sends longer paths first, then older cookies', () => {
    expect(after(['a=1; Path=/', 'b=2; Path=/', 'c=3; Path=/app', 'a=4; Path=/'])).toBe(
      'c=3; a=4; b=2',
    )
  })

  it('forgets what ends with the browser', () => {
    const browser = new ModelBrowser()
    browser.receive(new URL(HTTPS), ['a=1', 'b=2; Max-Age=60'], NOW)
    browser.close()
    expect(browser.cookies.map(({ name }) => name)).toEqual(['b'])
  })
})
