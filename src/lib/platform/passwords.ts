import { bytesOf } from './data.ts'
import { type HmacStates, prepareHmac } from './pbkdf2-once.ts'

/**
 * The HMAC states of the passwords that were used last: half of Iron's key derivation, and the same for every seal of a password.
 *
 * Bounded, because @hapi/iron's API takes any password at any call. A ring of a hundred passwords fits.
 */
const states = new Map<string, HmacStates>()
const MOST = 256

export function hmacStatesOf(password: string): HmacStates {
  const known = states.get(password)
  if (known !== undefined) return known
  if (states.size >= MOST) states.clear()
  const fresh = prepareHmac(bytesOf(password))
  states.set(password, fresh)
  return fresh
}
