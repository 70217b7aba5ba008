import { SessionError } from '../errors.ts'
import { Key } from './key.ts'

/** An entry of an ordered list of passwords. */
export interface ListedPassword {
  readonly id: number | string
  readonly password: string
}

/**
 * The passwords of an application: one seals, all unseal.
 *
 * Look-up is by own entry only, so an id such as `constructor` in a forged seal finds nothing.
 */
export class KeyRing {
  /** The ids that the ring answers to; all of it that shows in a log. */
  readonly ids: readonly string[]
  /** The keys that may seal, the preferred first. */
  readonly #order: readonly Key[]
  readonly #keys: ReadonlyMap<string, Key>

  private constructor(order: readonly Key[], keys: ReadonlyMap<string, Key>) {
    this.ids = [...keys.keys()]
    this.#order = order
    this.#keys = keys
  }

  /** The first of the keys that seal; absent in an empty ring. */
  get primary(): Key | undefined {
    return this.#order[0]
  }

  /** A single password. It has the id 1, and opens seals without an id as well: those of next-iron-session before 3.2. */
  static fromPassword(password: string): KeyRing {
    const key = new Key('1', password)
    return new KeyRing(
      [key],
      new Map([
        ['1', key],
        ['', key],
      ]),
    )
  }

  /** Passwords in order: the first seals; of two with one id the earlier counts. */
  static fromList(list: readonly ListedPassword[]): KeyRing {
    const keys = new Map<string, Key>()
    for (const { id, password } of list) {
      // next-iron-session writes no id into the seal for an id of 0, nor for a missing one.
      const name = id ? String(id) : ''
      if (!keys.has(name)) keys.set(name, new Key(name, password))
    }
    return new KeyRing([...keys.values()], keys)
  }

  /** Passwords by numeric id: the highest seals. */
  static fromMap(map: Readonly<Record<string, string>>): KeyRing {
    const keys = new Map(Object.entries(map).map(([id, password]) => [id, new Key(id, password)]))
    const highest = String(Math.max(...[...keys.keys()].map(Number)))
    const primary = keys.get(highest)
    return new KeyRing(primary === undefined ? [] : [primary], keys)
  }

  /**
   * Keys in order, with dates: the first that may seal does.
   *
   * @throws SessionError `ERR_IRONSEAL_PASSWORD` when one id stands for two secrets.
   */
  static fromKeys(list: readonly Key[]): KeyRing {
    const keys = new Map<string, Key>()
    for (const key of list) {
      const earlier = keys.get(key.id)
      if (earlier !== undefined && !earlier.holds(Key.reveal(key))) throw ambiguousId()
      if (earlier === undefined) keys.set(key.id, key)
    }
    const order = [...keys.values()]
    const [first, ...others] = order
    // The only key also opens Iron seals without an id, as a single password always did.
    if (first !== undefined && others.length === 0) keys.set('', first)
    return new KeyRing(order, keys)
  }

  /** The key with this id, if the ring has one that is still in use. */
  find(id: string, now: number = Date.now()): Key | undefined {
    const key = this.#keys.get(id)
    return key?.unseals(now) === true ? key : undefined
  }

  /** Every key, each once for every id that it answers to. */
  keys(): IterableIterator<Key> {
    return this.#keys.values()
  }

  /** The key that seals now; throws in a ring without one. */
  sealingKey(now: number = Date.now()): Key {
    const key = this.#currentKey(now)
    if (key !== undefined) return key
    throw new SessionError('ERR_IRONSEAL_PASSWORD', 'The key ring has no password that seals now', {
      option: 'password',
      hint: 'Give at least one password: the first one seals, all of them unseal.',
    })
  }

  /** Whether the key is the one that seals now. */
  isCurrent(key: Key, now: number = Date.now()): boolean {
    return key === this.#currentKey(now)
  }

  #currentKey(now: number): Key | undefined {
    return this.#order.find((key) => key.seals(now))
  }

  /** Whether two rings hold the same secrets under the same ids, in the same role. */
  equals(other: KeyRing): boolean {
    if (this === other) return true
    if (this.size !== other.size || this.primary?.id !== other.primary?.id) return false
    return [...this.#keys].every(([id, key]) => other.find(id)?.holds(Key.reveal(key)) === true)
  }

  /** The number of ids that the ring answers to. */
  get size(): number {
    return this.#keys.size
  }
}

function ambiguousId(): SessionError {
  return new SessionError(
    'ERR_IRONSEAL_PASSWORD',
    'Two passwords of the key ring have the same id',
    {
      option: 'password',
      hint: 'Give each its own `id`, or leave all ids out.',
    },
  )
}
