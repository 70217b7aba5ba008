import { IRON_PREFIX } from '../../seal/iron-text.ts'
import type { Algorithms, SealOptions } from './types.ts'

/** A new copy of the options of a standard Iron seal. */
export function createDefaults(): SealOptions {
  return {
    encryption: { saltBits: 256, algorithm: 'aes-256-cbc', iterations: 1, minPasswordlength: 32 },
    integrity: { saltBits: 256, algorithm: 'sha256', iterations: 1, minPasswordlength: 32 },
    ttl: 0,
    timestampSkewSec: 60,
    localtimeOffsetMsec: 0,
  }
}

/**
 * The options of a standard Iron seal: AES-256-CBC, HMAC-SHA-256, 256-bit salts, one round of PBKDF2, for ever, 60 seconds of skew.
 *
 * Not frozen, as applications of @hapi/iron set their own defaults here. Nothing else in this package reads it.
 *
 * @example
 * await seal(data, password, { ...defaults, ttl: 15 * 60 * 1000 })
 */
export const defaults: SealOptions = createDefaults()

/** The sizes of the algorithms, in bits. `generateKey` also makes keys for an entry that is added here. */
export const algorithms: Algorithms = {
  'aes-128-ctr': { keyBits: 128, ivBits: 128, name: 'AES-CTR' },
  'aes-256-cbc': { keyBits: 256, ivBits: 128, name: 'AES-CBC' },
  sha256: { keyBits: 256, name: 'SHA-256' },
}

/** The version of the text that the MAC covers. */
export const macFormatVersion = '2'

/** What every seal begins with: `Fe26.2`. */
export const macPrefix: typeof IRON_PREFIX = IRON_PREFIX

/**
 * Copies options, with `encryption` and `integrity`, so that the copy can be changed.
 *
 * @example
 * const options = clone(defaults)
 * options.encryption.iterations = 1000
 */
export function clone(options: SealOptions): SealOptions {
  return {
    ...options,
    encryption: { ...options.encryption },
    integrity: { ...options.integrity },
  }
}
