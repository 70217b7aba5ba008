/**
 * What was made for texts that come again and again, such as passwords, which no WeakMap takes as keys.
 *
 * Bounded, because a caller may use any number of them: with one too many all are forgotten, and those in use are soon back.
 */
export class Kept<Value> {
  readonly #values = new Map<string, Value>()
  readonly #most: number

  constructor(most: number) {
    this.#most = most
  }

  /** What was made for this text before, or what is made now. */
  get(text: string, make: () => Value): Value {
    const known = this.#values.get(text)
    if (known !== undefined) return known
    const fresh = make()
    if (this.#values.size >= this.#most) this.#values.clear()
    this.#values.set(text, fresh)
    return fresh
  }
}
