import { readExpiry } from '../../seal/iron-text.ts'
import { describeType } from './bytes.ts'
import type { LooseOptions } from './options.ts'

/*
 * @hapi/iron adds `ttl` and the clock offset to the clock as they come. A string is then appended, and the seal is good for
 * centuries; NaN and null make one that is good for ever. So everything that is no sensible number is refused here.
 */

/**
 * The time by the caller's clock, in milliseconds since 1970.
 *
 * @throws TypeError when the offset is no finite number.
 */
export function clockOf({ localtimeOffsetMsec }: LooseOptions, now: number): number {
  // Missing and null are no offset, as in @hapi/iron.
  const offset: unknown = localtimeOffsetMsec ?? 0
  const time = typeof offset === 'number' ? Math.round(now + offset) : NaN
  if (Number.isSafeInteger(time)) return time
  throw invalid('localtimeOffsetMsec', 'a finite number of milliseconds', offset)
}

/**
 * When a seal made at that time ends, in milliseconds since 1970; `undefined` for never.
 *
 * @throws TypeError unless `ttl` is missing or a whole number of milliseconds, 0 or more, and the end is a time that can be read.
 */
export function endOf({ ttl }: LooseOptions, time: number): number | undefined {
  const known: unknown = ttl
  if (known === undefined || known === 0) return undefined
  if (typeof known === 'number' && known > 0) {
    const end = time + known
    // Fractions as well as numbers too big to be exact: @hapi/iron seals them and then refuses its own seal.
    if (Number.isInteger(known) && readExpiry(String(end)) === end) return end
  }
  throw invalid('ttl', 'a whole number of milliseconds, where 0 means for ever', known)
}

/**
 * For how long after its end a seal is taken, in milliseconds. Missing is 60 seconds; @hapi/iron then takes it for ever.
 *
 * @throws TypeError unless it is a finite number of seconds, 0 or more.
 */
export function skewOf({ timestampSkewSec = 60 }: LooseOptions): number {
  const seconds: unknown = timestampSkewSec
  if (typeof seconds === 'number' && seconds >= 0 && seconds < Infinity) return seconds * 1000
  throw invalid('timestampSkewSec', 'a finite number of seconds, 0 or more', seconds)
}

function invalid(option: string, rule: string, value: unknown): TypeError {
  const got = typeof value === 'number' ? String(value) : describeType(value)
  return new TypeError(`Invalid ${option}: expected ${rule}, got ${got}`)
}
