import { describe, expect, it, vi } from 'vitest'
import { cookieNames, readCookieHeader } from './cookie-header.ts'

describe('readCookieHeader', () => {
  it.each([
    ['the only one', 's=1', ['1']],
    ['the first', 's=1; a=2', ['1']],
    ['the last', 'a=2; s=1', ['1']],
    ['one in the middle', 'a=2; s=1; b=3', ['1']],
    ['one without a blank before it', 'a=2;s=1', ['1']],
    ['one among blanks and tabs', ' \t s \t = \t 1 \t ; a=2', ['1']],
    ['an empty one', 's=; a=2', ['']],
    ['an empty one at the end', 's=', ['']],
    ['one of blanks', 's=  ; a=2', ['']],
    ['one with = in it', 's=a=b==', ['a=b==']],
    ['one that holds its own name', 's=s=s; a=2', ['s=s']],
    ['all of them, in order', 's=1; a=2; s=3;s=4', ['1', '3', '4']],
  ])('finds %s', (_, header, values) => {
    expect(readCookieHeader(header, 's')).toEqual(values)
  })

  it.each([
    '',
    ';',
    '; ; ;',
    's',
    's;',
    'a=s',
    'as=1',
    'sa=1',
    's.0=1',
    'S=1',
    'a=b s=1',
    'a= s=1',
    'a=s=1',
    ', s=1',
    '$Version=1, s=1',
    '%73=1',
    '\u00A0s=1',
    's\u00A0=1',
    '\uFEFFs=1',
    '\u2000s=1',
    '\ns=1',
    '"s"=1',
    '=s=1',
    '__Host-s=1',
    '=__Host-s=1',
  ])('finds none in %j', (header) => {
    expect(readCookieHeader(header, 's')).toEqual([])
  })

  it('does not take a prefixed name for one without, or the other way round', () => {
    expect(readCookieHeader('__Host-s=1; s=2', '__Host-s')).toEqual(['1'])
    expect(readCookieHeader('=__Host-s=1; __host-s=2', '__Host-s')).toEqual([])
  })

  it.each(['__proto__', 'constructor', 'toString'])('treats the name %s like any other', (name) => {
    expect(readCookieHeader('a=1', name)).toEqual([])
    expect(readCookieHeader(`a=1; ${name}=2`, name)).toEqual(['2'])
  })

  it('finds none under the empty name', () => {
    expect(readCookieHeader('=1; a=2', '')).toEqual([])
  })

  it('tells names apart that are written over one another', () => {
    expect(readCookieHeader('aaa=1; aa=2', 'aa')).toEqual(['2'])
    expect(readCookieHeader('aaaa=1', 'aa')).toEqual([])
  })

  it.each([
    ['"quoted"', 'quoted'],
    ['""', ''],
    ['"', '"'],
    ['"a', '"a'],
    ['a"', 'a"'],
    ['"a"b"', 'a"b'],
    ['""a""', '"a"'],
    ['%41%42', 'AB'],
    ['"%22"', '"'],
    ['%E2%82%AC', '€'],
    ['%', '%'],
    ['%zz', '%zz'],
    ['%E0%A4%A', '%E0%A4%A'],
    ['%ff', '%ff'],
    ['%2541', '%41'],
    ['a+b', 'a+b'],
    ['Fe26.2*1*ab~2', 'Fe26.2*1*ab~2'],
  ])('reads the value %s as %s', (written, value) => {
    expect(readCookieHeader(`s=${written}`, 's')).toEqual([value])
  })

  it('gives up after five', () => {
    const header = Array.from({ length: 50 }, (_, at) => `s=${at}`).join('; ')
    expect(readCookieHeader(header, 's')).toEqual(['0', '1', '2', '3', '4'])
  })

  it('decodes nothing that is longer than all cookies of a session', () => {
    const decode = vi.spyOn(globalThis, 'decodeURIComponent')
    const hostile = '%41'.repeat(1_000_000)
    expect(readCookieHeader(`s=${hostile}; s=%41`, 's')).toEqual([hostile, 'A'])
    expect(decode).toHaveBeenCalledTimes(1)
    decode.mockRestore()
    const longest = '%41'.padEnd(16_384, 'x')
    expect(readCookieHeader(`s=${longest}`, 's')).toEqual([longest.replace('%41', 'A')])
    expect(readCookieHeader(`s=${longest}x`, 's')).toEqual([`${longest}x`])
  })

  it('looks at no character more than twice, whatever the header is made of', () => {
    const look = vi.spyOn(String.prototype, 'charCodeAt')
    const hostile = [
      's'.repeat(100_000),
      's '.repeat(50_000),
      `s${' '.repeat(100_000)}`,
      `${' '.repeat(100_000)}s=`,
      ' s'.repeat(50_000),
      ';'.repeat(100_000),
      '; s'.repeat(33_000),
    ]
    for (const header of hostile) {
      look.mockClear()
      readCookieHeader(header, 's')
      expect(look.mock.calls.length).toBeLessThan(2.5 * header.length)
    }
    look.mockRestore()
  })
})

describe('cookieNames', () => {
  it.each([
    ['', []],
    ['a=1', ['a']],
    ['a=1; b=2;c=3', ['a', 'b', 'c']],
    ['a=1; b=2; a=3', ['a', 'b']],
    [' a \t= 1 ; b', ['a']],
    ['a; b=2', ['b']],
    ['=1; a=2; =', ['a']],
    ['a=b=c', ['a']],
    ['__proto__=1; constructor=2', ['__proto__', 'constructor']],
    [';;; ;', []],
  ])('of %j are %j', (header, names) => {
    expect(cookieNames(header)).toEqual(names)
  })

  it('reads a header of semicolons once and not once for each', () => {
    const header = ';'.repeat(8192)
    const original = String.prototype.indexOf
    let looked = 0
    const search = vi.spyOn(String.prototype, 'indexOf').mockImplementation(function (
      this: string,
      text,
      from = 0,
    ) {
      const found: number = original.call(this, text, from)
      looked += (found === -1 ? this.length : found + 1) - from
      return found
    })
    cookieNames(header)
    search.mockRestore()
    expect(looked).toBeLessThan(3 * header.length)
  })
})
