import { Kept } from '../kept.ts'
import { bytesOf } from './data.ts'
import { type HmacStates, prepareHmac } from './pbkdf2-once.ts'

/** Half of Iron's key derivation is the same for every seal of a password. A ring of a hundred passwords fits. */
const states = new Kept<HmacStates>(256)

/** The HMAC states of a password. */
export function hmacStatesOf(password: string): HmacStates {
  return states.get(password, () => prepareHmac(bytesOf(password)))
}
