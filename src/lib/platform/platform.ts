import type { MaybePromise } from './maybe-promise.ts'

/** Bytes that own their memory, as Web Crypto wants them. */
export type Bytes = Uint8Array<ArrayBuffer>

/** Bytes, or text that stands for its UTF-8 bytes. */
export type Data = Bytes | string

/** The ciphers that Iron knows; only the first is used unless somebody asks @hapi/iron's API for the other. */
export type Cipher = 'aes-256-cbc' | 'aes-128-ctr'

/**
 * The cryptography of the platform: everything that ironseal does not do itself.
 *
 * Two back ends implement it with the same bytes out: `node.ts` (synchronous `node:crypto`) and `web.ts` (Web Crypto). The
 * `imports` condition `#platform` of package.json chooses.
 */
export interface Platform {
  readonly name: 'node' | 'web'
  /** Whether every method returns its value and never a promise, given the parameters of a session. */
  readonly synchronous: boolean
  /** Bytes from the platform's cryptographically secure generator. */
  randomBytes(length: number): Bytes
  /** HMAC-SHA-256 (RFC 2104). Text is taken as UTF-8, here and below. */
  hmacSha256(key: Bytes, data: Data): MaybePromise<Bytes>
  /** PBKDF2-HMAC-SHA-1 (RFC 8018 §5.2). */
  pbkdf2Sha1(password: Data, salt: Data, iterations: number, length: number): MaybePromise<Bytes>
  /** Encrypts; AES-CBC with PKCS #7 padding. */
  encrypt(cipher: Cipher, key: Bytes, iv: Bytes, plaintext: Data): MaybePromise<Bytes>
  /** Decrypts; `undefined` when the padding is wrong. Call it only with bytes whose MAC was verified. */
  decrypt(cipher: Cipher, key: Bytes, iv: Bytes, ciphertext: Bytes): MaybePromise<Bytes | undefined>
  /** HKDF with SHA-256 (RFC 5869). */
  hkdfSha256(secret: Bytes, salt: Bytes, info: Bytes, length: number): MaybePromise<Bytes>
  /**
   * Encrypts 16-byte blocks with AES-256, each on its own. What was prepared for a key is kept: its bytes must not change.
   *
   * A building block of key derivation alone: it hides nothing about data that repeats.
   */
  encryptBlocks(key: Bytes, blocks: Bytes): MaybePromise<Bytes>
  /** AES-256-GCM with a 12-byte nonce; returns the ciphertext and the 16-byte tag behind it. */
  sealGcm(key: Bytes, nonce: Bytes, aad: Bytes, plaintext: Bytes): MaybePromise<Bytes>
  /** Opens what `sealGcm` returned; `undefined` for whatever is not authentic. */
  openGcm(key: Bytes, nonce: Bytes, aad: Bytes, sealed: Bytes): MaybePromise<Bytes | undefined>
  /** Tells whoever watches the process, where the platform has a way to. */
  publish(message: unknown): void
}
