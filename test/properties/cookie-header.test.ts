import { parseCookie } from 'cookie'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cookieNames, readCookieHeader } from '../../src/lib/transport/cookie-header.ts'
import { runs } from './arbitraries.ts'

/** The same by splitting: slow, and simple enough to be right. */
function readBySplitting(header: string, name: string): string[] {
  const trim = (text: string): string => text.replace(/^[ \t]+|[ \t]+$/g, '')
  return header
    .split(';')
    .filter((pair) => pair.includes('=') && name !== '')
    .map((pair) => [
      trim(pair.slice(0, pair.indexOf('='))),
      trim(pair.slice(pair.indexOf('=') + 1)),
    ])
    .filter(([key]) => key === name)
    .slice(0, 5)
    .map(([, value = '']) => {
      const bare = /^"[^]*"$/.test(value) && value.length > 1 ? value.slice(1, -1) : value
      try {
        return decodeURIComponent(bare)
      } catch {
        return bare
      }
    })
}

/** Headers out of the pieces that a scanner can trip over. */
const hostileHeader = fc
  .array(
    fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom('s', 'ss', 's.0', '__Host-s', 'S', 'a') },
      {
        weight: 5,
        arbitrary: fc.constantFrom('=', ';', '; ', ' ', '\t', '"', ',', '%', '%41', '%zz'),
      },
      { weight: 1, arbitrary: fc.string({ maxLength: 4 }) },
      { weight: 1, arbitrary: fc.constantFrom('\u00A0', '\uFEFF', '\n', '\0', 'é', '😀') },
    ),
    { maxLength: 40 },
  )
  .map((pieces) => pieces.join(''))
const name = fc.constantFrom('s', 'ss', 's.0', '__Host-s', 'a', '', 'missing', '__proto__')

describe('the scan of a Cookie header', () => {
  it('finds what splitting finds', () => {
    fc.assert(
      fc.property(hostileHeader, name, (header, wanted) => {
        expect(readCookieHeader(header, wanted)).toEqual(readBySplitting(header, wanted))
      }),
      runs(20_000),
    )
  })

  it('finds what jshttp/cookie finds where quotes do not matter', () => {
    fc.assert(
      fc.property(hostileHeader, name, (header, wanted) => {
        fc.pre(!header.includes('"') && wanted !== '')
        expect(readCookieHeader(header, wanted)[0]).toBe(parseCookie(header)[wanted])
      }),
      runs(5000),
    )
  })

  it('finds the value that was put in, whatever stands around it', () => {
    const cookieOctets = fc.stringMatching(/^[!#-+\-./0-9:<-[\]-~]{0,30}$/)
    const other = fc.tuple(fc.stringMatching(/^[a-z]{1,5}$/), cookieOctets)
    fc.assert(
      fc.property(cookieOctets, fc.array(other), fc.array(other), (value, before, after) => {
        fc.pre([...before, ...after].every(([key]) => key !== 's'))
        const pairs = [...before, ['s', encodeURIComponent(value)], ...after]
        const header = pairs.map(([key, item]) => `${key}=${item}`).join('; ')
        expect(readCookieHeader(header, 's')).toEqual([value])
      }),
      runs(2000),
    )
  })

  it('names the cookies that it can find, and no others', () => {
    fc.assert(
      fc.property(hostileHeader, (header) => {
        const names = cookieNames(header)
        expect(new Set(names).size).toBe(names.length)
        expect(names).toEqual(Object.keys(parseCookie(header)).filter(Boolean).sort(by(names)))
        for (const found of names) expect(readCookieHeader(header, found)).not.toEqual([])
      }),
      runs(2000),
    )
  })
})

/** An object puts keys that are whole numbers first; the header's order is what counts. */
const by = (order: readonly string[]) => (left: string, right: string) =>
  order.indexOf(left) - order.indexOf(right)
