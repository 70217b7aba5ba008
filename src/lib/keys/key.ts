/**
 * One password of a key ring, under the id that seals carry.
 *
 * The secret sits in a `#private` field: it appears in no log, no `util.inspect`, no JSON and no `structuredClone`.
 */
export class Key {
  /** The id in the seal; empty for a seal that names none. */
  readonly id: string
  readonly #secret: string

  constructor(id: string, secret: string) {
    this.id = id
    this.#secret = secret
  }

  /** Whether the secret is this one. Asked of the key itself: it may come from another copy of this package. */
  holds(secret: string): boolean {
    return this.#secret === secret
  }

  /** The secret itself, for the formats. A function, so that nobody reads it by accident. */
  static reveal(key: Key): string {
    return key.#secret
  }
}
