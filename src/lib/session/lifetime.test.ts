import { describe, expect, it } from 'vitest'
import { expiryOf, isExpired } from './lifetime.ts'

const NOW = 1_700_000_000_000
const rules = { ttl: 1000, skew: 60_000 }

describe('expiryOf', () => {
  it.each([
    [1000, NOW + 1000],
    [1.5, NOW + 1],
    [0, NOW],
    [-1000, NOW - 1000],
    [undefined, undefined],
  ])('of %s is %s', (ttl, expires) => {
    expect(expiryOf({ ttl, skew: 0 }, NOW)).toBe(expires)
  })

  it.each([NaN, Infinity, -Infinity, 2 ** 53, 1e300])(
    'refuses %s: a seal must not live for ever by mistake',
    (ttl) => {
      expect(() => expiryOf({ ttl, skew: 0 }, NOW)).toThrow(
        expect.objectContaining({
          code: 'ERR_IRONSEAL_OPTION',
          message: 'option maxAge is invalid',
          option: 'ttl',
          hint: expect.stringContaining('number of seconds'),
        }),
      )
    },
  )

  it('refuses a clock that is none', () => {
    expect(() => expiryOf(rules, NaN)).toThrow(expect.objectContaining({ option: 'ttl' }))
  })

  it.each([0, 2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 48])('knows no special moment: %i', (now) => {
    expect(expiryOf(rules, now)).toBe(now + 1000)
  })
})

describe('isExpired', () => {
  const expires = NOW + 1000

  it('turns to the millisecond', () => {
    expect(isExpired(expires, rules, expires - 1)).toBe(false)
    expect(isExpired(expires, rules, expires)).toBe(false)
    expect(isExpired(expires, rules, expires + 59_999)).toBe(false)
    expect(isExpired(expires, rules, expires + 60_000)).toBe(true)
    expect(isExpired(expires, rules, expires + 60_001)).toBe(true)
  })

  it('turns at the end itself where clocks may not differ', () => {
    const exact = { ttl: 1000, skew: 0 }
    expect(isExpired(expires, exact, expires - 1)).toBe(false)
    expect(isExpired(expires, exact, expires)).toBe(true)
  })

  it('is never true for a seal that does not end', () => {
    expect(isExpired(undefined, rules, Number.MAX_SAFE_INTEGER)).toBe(false)
  })

  it('stays false when the clock goes back', () => {
    expect(isExpired(expires, rules, NOW - 3_600_000)).toBe(false)
    expect(isExpired(expires, rules, 0)).toBe(false)
  })
})
