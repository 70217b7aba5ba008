import type { Bytes } from '../bytes/bytes.ts'
import { secretBytes } from './secret.ts'

/**
 * One secret of a key ring, under the id that Iron seals carry.
 *
 * The secret sits in a `#private` field: it appears in no log, no `util.inspect`, no JSON and no `structuredClone`.
 */
export class Key {
  /** The id in an Iron seal; empty for a seal that names none. */
  readonly id: string
  readonly #secret: string | Bytes

  constructor(id: string, secret: string | Bytes) {
    this.id = id
    this.#secret = secret
  }

  /** Whether the secret is this one. Asked of the key itself: it may come from another copy of this package. */
  holds(secret: string | Bytes): boolean {
    return this.#secret === secret
  }

  /** The secret as it was given, for the formats. A function, so that nobody reads it by accident. */
  static reveal(key: Key): string | Bytes {
    return key.#secret
  }

  /** The secret as bytes: a text that is `base64url:` or `hex:` stands for the bytes that it encodes. */
  static material(key: Key): Bytes {
    return secretBytes(key.#secret)
  }
}
