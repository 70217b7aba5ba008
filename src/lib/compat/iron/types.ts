import type { BufferOrBytes } from './bytes.ts'
import type { Password } from './password-types.ts'

export type { Password }

/** The ciphers of an Iron seal. */
export type EncryptionAlgorithm = 'aes-128-ctr' | 'aes-256-cbc'

/** The hash of an Iron seal's MAC. */
export type IntegrityAlgorithm = 'sha256'

/** Sizes, in bits, and Web Crypto names of the algorithms. */
export interface Algorithms {
  'aes-128-ctr': { keyBits: number; ivBits: number; name: string }
  'aes-256-cbc': { keyBits: number; ivBits: number; name: string }
  sha256: { keyBits: number; ivBits?: undefined; name: string }
}

/** How one of the two keys of a seal is made from its password. */
export interface SealOptionsSub<Algorithm extends keyof Algorithms = keyof Algorithms> {
  /** The size of the random salt, in bits. Default 256. */
  saltBits: number
  /** The algorithm that the key is for. Default `aes-256-cbc` for encryption, `sha256` for integrity. */
  algorithm: Algorithm
  /** Rounds of PBKDF2-HMAC-SHA-1 for a password of text. Default 1: use long random passwords. */
  iterations: number
  /** The shortest password of text that is taken, in UTF-16 code units. Default 32. */
  minPasswordlength: number
}

/** The options of `seal` and `unseal`. Both sides must have the same `encryption` and `integrity`: a seal does not name them. */
export interface SealOptions {
  encryption: SealOptionsSub
  integrity: SealOptionsSub
  /** How long a seal is good, in milliseconds, a whole number. Default 0, which is for ever. */
  ttl: number
  /** For how long after its end a seal is still taken, in seconds: clocks differ. Default 60. */
  timestampSkewSec: number
  /** What to add to the clock of this machine, in milliseconds. Default 0. */
  localtimeOffsetMsec: number
  /** Writes the value as text. Default: `JSON.stringify`. */
  encode?: ((data: unknown) => string) | undefined
  /** Reads the text back. Default: JSON that holds no key `__proto__`. */
  decode?: ((text: string) => unknown) | undefined
}

/** The options of `generateKey`, `encrypt`, `decrypt` and `hmacWithPassword`. */
export interface GenerateKeyOptions<
  Algorithm extends keyof Algorithms = keyof Algorithms,
> extends Pick<SealOptionsSub<Algorithm>, 'algorithm' | 'iterations' | 'minPasswordlength'> {
  /** The size of a fresh random salt, in bits; not used when there is a `salt`. */
  saltBits?: number | undefined
  /** The salt, as text. */
  salt?: string | undefined
  /** The initialization vector, 16 bytes; a fresh random one when missing. */
  iv?: Uint8Array | undefined
}

/** A key with what it was made of. */
export interface Key<Algorithm extends keyof Algorithms = EncryptionAlgorithm> {
  /** The bytes of the key: a `Buffer` where there are Buffers. */
  key: BufferOrBytes
  /** The salt of a key made from text; empty for a password that is a key already. */
  salt: string
  /** The initialization vector of a cipher's key; `sha256` has none. */
  iv: Algorithm extends EncryptionAlgorithm ? BufferOrBytes : undefined
}

/** The result of `hmacWithPassword`. */
export interface HmacResult {
  /** The MAC, in base64url without padding. */
  digest: string
  /** The salt that its key was made with. */
  salt: string
}

/** The same under the name that @hapi/iron gives it. */
export type HMacResult = HmacResult
