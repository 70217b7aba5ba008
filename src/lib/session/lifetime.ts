import { SessionError } from '../errors.ts'

/*
 * How long a seal is good. Pure: the clock is an argument.
 */

/** What is known of a lifetime when a session is sealed. */
export interface LifetimeRules {
  /** How long a new seal is good, in milliseconds; `undefined` for ever. */
  readonly ttl: number | undefined
  /** For how long after its end a seal is still taken, in milliseconds: clocks differ. */
  readonly skew: number
}

/**
 * When a seal made now ends, in milliseconds since 1970; `undefined` for never.
 *
 * @throws SessionError `ERR_IRONSEAL_OPTION` for a lifetime that is no number: a seal must not live for ever by mistake.
 */
export function expiryOf({ ttl }: LifetimeRules, now: number): number | undefined {
  if (ttl === undefined) return undefined
  const expires = Math.floor(now + ttl)
  if (Number.isSafeInteger(expires)) return expires
  throw new SessionError('ERR_IRONSEAL_OPTION', 'option maxAge is invalid', {
    option: 'ttl',
    hint: 'It is computed from `ttl`, which is a number of seconds.',
  })
}

/** Whether a seal that ends then is over now. At the very end of the skew it is. */
export function isExpired(
  expires: number | undefined,
  { skew }: LifetimeRules,
  now: number,
): boolean {
  return expires !== undefined && now >= expires + skew
}
