import { clone } from './clone.ts'
import { type Envelope, EMPTY_ENVELOPE } from './envelope.ts'
import { assertKeyName, copyOf, type JsonObject } from './json-object.ts'

/**
 * A session's data in memory: what stays, and flash data that goes once it is read.
 *
 * Everything that comes in or goes out is copied. One exception is kept because callers rely on it: `set` returns the stored
 * copy itself.
 */
export interface DataStore {
  set<T>(name: string, value: T): T
  setFlash<T>(name: string, value: T): T
  /** The value under a name, or, without a name, everything. */
  get(name?: string): unknown
  unset(name: string): void
  clear(): void
  /** What is in the store now, uncopied. */
  snapshot(): Envelope
}

/** Makes a store that begins with what `load` gives. It is called once, when the data is first needed. */
export function createDataStore(load: () => Envelope): DataStore {
  let content: Envelope | undefined
  const stored = (): Envelope => (content ??= adopt(load()))

  return {
    set: (name, value) => put(stored().data, name, clone(value)),
    setFlash: (name, value) => put(stored().flash, name, clone(value)),

    get(name) {
      const { data, flash } = stored()
      if (name === undefined) {
        const everything = { ...flash, ...data }
        content = { data, flash: {} }
        return clone(everything)
      }
      if (!Object.hasOwn(flash, name))
        return clone(Object.hasOwn(data, name) ? data[name] : undefined)
      const value = flash[name]
      delete flash[name]
      return value
    },

    unset(name) {
      const { data, flash } = stored()
      delete data[name]
      delete flash[name]
    },

    clear() {
      content = adopt(EMPTY_ENVELOPE)
    },

    snapshot: stored,
  }
}

/** The store's own top level, so that it never writes into what it was given. */
function adopt({ data, flash }: Envelope): Envelope {
  return { data: copyOf(data), flash: copyOf(flash) }
}

function put<T>(target: JsonObject, name: string, value: T): T {
  // Whatever comes as a name becomes text once, here: a query string may give the list `['__proto__']`.
  const key = String(name)
  assertKeyName(key)
  target[key] = value
  return value
}
