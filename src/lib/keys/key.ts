import type { Bytes } from '../bytes/bytes.ts'
import { equalBytes } from '../platform/equal.ts'
import { secretBytes } from './secret.ts'

/** When a key may be used, in milliseconds since 1970. */
export interface KeyDates {
  /** From then on it may seal; before, it only unseals. */
  readonly sealFrom?: number | undefined
  /** From then on it is as if it were not in the ring. */
  readonly retireAt?: number | undefined
}

/**
 * One secret of a key ring, under the id that Iron seals carry.
 *
 * The secret sits in a `#private` field: it appears in no log, no `util.inspect`, no JSON and no `structuredClone`.
 */
export class Key {
  /** The id in an Iron seal; empty for a seal that names none. */
  readonly id: string
  readonly dates: KeyDates
  readonly #secret: string | Bytes

  constructor(id: string, secret: string | Bytes, dates: KeyDates = {}) {
    this.id = id
    this.dates = dates
    this.#secret = secret
  }

  /** Whether the key may seal at that time. */
  seals(now: number): boolean {
    return this.unseals(now) && (this.dates.sealFrom ?? now) <= now
  }

  /** Whether the key may unseal at that time. */
  unseals(now: number): boolean {
    return now < (this.dates.retireAt ?? Infinity)
  }

  /** Whether the secret is this one. Asked of the key itself: it may come from another copy of this package. */
  holds(secret: string | Bytes): boolean {
    const own = this.#secret
    return own instanceof Uint8Array && secret instanceof Uint8Array
      ? equalBytes(own, secret)
      : own === secret
  }

  /** The secret as it was given, for the formats. A function, so that nobody reads it by accident. */
  static reveal(key: Key): string | Bytes {
    return key.#secret
  }

  /** The secret as bytes: a text that begins `base64url:` or `hex:` stands for the bytes that it encodes. `undefined` for no secret. */
  static material(key: Key): Bytes | undefined {
    return secretBytes(key.#secret)
  }
}
