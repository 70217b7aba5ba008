import type { Bytes } from '../bytes/bytes.ts'
import type { Cipher } from '../platform/platform.ts'

/** The derivation of one of Iron's two keys. */
export interface IronKeyParameters {
  /** The size of the random salt of a new seal, in bits. */
  readonly saltBits: number
  /** Rounds of PBKDF2-HMAC-SHA-1. */
  readonly iterations: number
  /** The salt of a new seal where the caller of @hapi/iron's API chose it; else every seal gets a fresh one. */
  readonly salt?: string | undefined
}

/** What an Iron seal does not say about itself, and both sides must know. */
export interface IronParameters {
  readonly cipher: Cipher
  readonly encryption: IronKeyParameters
  readonly integrity: IronKeyParameters
  /** The IV of a new seal where the caller of @hapi/iron's API chose it; else every seal gets a fresh one. */
  readonly iv?: Bytes | undefined
}

/**
 * The parameters of every session: those of @hapi/iron's defaults, pinned. Nothing in a seal can change them.
 *
 * One round is not a password hash; that the password is long and random is what protects an Iron seal.
 */
export const IRON_PARAMETERS: IronParameters = {
  cipher: 'aes-256-cbc',
  encryption: { saltBits: 256, iterations: 1 },
  integrity: { saltBits: 256, iterations: 1 },
}

/** Key and IV sizes of the ciphers, in bytes. */
export const CIPHER_KEY_BYTES: Readonly<Record<Cipher, number>> = {
  'aes-256-cbc': 32,
  'aes-128-ctr': 16,
}
export const IV_BYTES = 16
/** The size of an HMAC-SHA-256 key and of its result, in bytes. */
export const MAC_BYTES = 32
