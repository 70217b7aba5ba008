import { describe, expect, it } from 'vitest'
import { clockOf, endOf, skewOf } from './durations.ts'

const NOW = 1_700_000_000_000

describe('the end of a seal', () => {
  it.each([
    [1, NOW + 1],
    [60_000, NOW + 60_000],
    [Number.MAX_SAFE_INTEGER - NOW, Number.MAX_SAFE_INTEGER],
  ])('of %d ms is at %d', (ttl, end) => expect(endOf({ ttl }, NOW)).toBe(end))

  it.each([0, -0, undefined])('is never with a ttl of %s', (ttl) => {
    expect(endOf({ ttl: ttl as never }, NOW)).toBeUndefined()
  })
  it('is never without a ttl', () => expect(endOf({}, NOW)).toBeUndefined())

  it.each([
    NaN,
    null,
    '5',
    '',
    '5 minutes',
    0.5,
    0.0001,
    1000.5,
    -1,
    -60_000,
    Infinity,
    -Infinity,
    1e300,
    2 ** 53,
    5n,
    true,
    false,
    [5],
    {},
  ])('is refused with a ttl of %s', (ttl) => {
    expect(() => endOf({ ttl: ttl as never }, NOW)).toThrow(TypeError)
    expect(() => endOf({ ttl: ttl as never }, NOW)).toThrow(/^Invalid ttl: expected a whole number/)
  })

  it('is refused before 1970, where it could not be read', () => {
    expect(() => endOf({ ttl: 1 }, -2)).toThrow(/^Invalid ttl/)
  })
})

describe('the clock', () => {
  it.each([
    [undefined, NOW],
    [null, NOW],
    [0, NOW],
    [-3_600_000, NOW - 3_600_000],
    [12.4, NOW + 12],
  ])('with an offset of %s is %d', (localtimeOffsetMsec, time) => {
    expect(clockOf({ localtimeOffsetMsec: localtimeOffsetMsec as never }, NOW)).toBe(time)
  })

  it.each([NaN, Infinity, -Infinity, '5', '', 1e300, 5n, true, {}])(
    'refuses an offset of %s',
    (localtimeOffsetMsec) => {
      const read = () => clockOf({ localtimeOffsetMsec: localtimeOffsetMsec as never }, NOW)
      expect(read).toThrow(TypeError)
      expect(read).toThrow(/^Invalid localtimeOffsetMsec: expected a finite number/)
    },
  )
})

describe('the skew', () => {
  it.each([
    [undefined, 60_000],
    [0, 0],
    [60, 60_000],
    [0.5, 500],
  ])('of %s s is %d ms', (timestampSkewSec, skew) => {
    expect(skewOf({ timestampSkewSec: timestampSkewSec as never })).toBe(skew)
  })

  it.each([NaN, Infinity, null, '60', -1, -Infinity, 5n, {}])('refuses %s', (timestampSkewSec) => {
    const read = () => skewOf({ timestampSkewSec: timestampSkewSec as never })
    expect(read).toThrow(TypeError)
    expect(read).toThrow(/^Invalid timestampSkewSec: expected a finite number/)
  })
})
