/**
 * What is noted on an object that is somebody else's, a request or a response, for as long as it lives.
 *
 * As a property under a registered symbol, so that the ESM and the CommonJS build of this package, which may both be loaded, know of
 * each other's; or in a WeakMap, where the object takes none. A WeakMap for all made reading a session a third slower, because the
 * garbage collector walks through it.
 */
export class Notes<Value extends object> {
  readonly #name: symbol
  readonly #isValue: (value: unknown) => value is Value
  #known: WeakMap<object, unknown> | undefined

  /** @param isValue Tells a note from what a proxy may make up under our name. */
  constructor(name: string, isValue: (value: unknown) => value is Value) {
    this.#name = Symbol.for(name)
    this.#isValue = isValue
  }

  get(object: object): Value | undefined {
    const note = (object as Noted)[this.#name]
    return this.#isValue(note) ? note : (this.#book().get(object) as Value | undefined)
  }

  set(object: object, value: Value): void {
    if (!this.#mark(object, value)) this.#book().set(object, value)
  }

  /** One for all copies of the package. */
  #book(): WeakMap<object, unknown> {
    return (this.#known ??= (globalThis as Holder)[this.#name] ??= new WeakMap())
  }

  /** The object may be frozen, or a proxy that keeps only what it knows. */
  #mark(object: object, value: Value): boolean {
    if (!Object.isExtensible(object)) return false
    try {
      const noted = object as Noted
      noted[this.#name] = value
      return noted[this.#name] === value
    } catch {
      return false
    }
  }
}

type Noted = { [name: symbol]: unknown }
type Holder = { [name: symbol]: WeakMap<object, unknown> | undefined }
