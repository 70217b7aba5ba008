// oxlint-disable typescript/no-explicit-any -- the types of iron-store are open, and drop-in code relies on it

import { SessionError } from '../errors.ts'
import type { ListedPassword } from '../keys/key-ring.ts'
import { createDataStore } from '../session/data-store.ts'
import { type Envelope, EMPTY_ENVELOPE, NESTED_LAYOUT } from '../session/envelope.ts'
import { createDefaults, macPrefix } from './iron/defaults.ts'
import { encodeValue } from './iron/json.ts'
import type { Hash, Secret } from './iron/password-types.ts'
import { sealText } from './iron/seal.ts'
import { unseal } from './iron/unseal.ts'

/** The options of a store. */
export interface StoreOptions {
  /** A seal of an earlier store. Without it the store begins empty. */
  sealed?: string | undefined
  /**
   * The password, at least 32 characters.
   *
   * Give a list to rotate: the first one seals, all of them unseal. A single password has the id 1.
   */
  password: string | readonly ListedPassword[]
  /** How long a seal is good, in milliseconds, counted from `seal()`. Default 0, which is for ever. */
  ttl?: number | undefined
}

/** Values by name, and flash values that go once they are read. All methods can be taken off it. */
export interface Store {
  /** Stores a copy of the value and returns that copy. */
  set: <T = any>(name: string, value: T) => T
  /** Stores a copy of a value that is to be read once, and returns that copy. */
  setFlash: <T = any>(name: string, value: T) => T
  /** Removes a value, and a flash value of that name. */
  unset: (name: string) => void
  /** A copy of a value, or of all of them when called without a name; flash values are gone afterwards. */
  get: <T = any>(name?: string) => T | undefined
  /** Removes everything. */
  clear: () => void
  /** Seals what the store holds at the time of the call. */
  seal: () => Promise<string>
}

/**
 * Makes a store, empty or from a seal.
 *
 * @param options See `StoreOptions`. `ttl` is in milliseconds.
 * @throws Error with the message of @hapi/iron when the seal cannot be opened, or a password cannot be used.
 * @example
 * const store = await ironStore({ password, sealed, ttl: 60 * 60 * 1000 })
 * store.set('user', { id: 80 })
 * const seal = await store.seal()
 */
export async function createIronStore({ sealed, password, ttl = 0 }: StoreOptions): Promise<Store> {
  if (typeof password !== 'string' && !Array.isArray(password)) {
    throw new Error('iron-store: bad `password` format, expected string or array of objects')
  }
  const opened =
    sealed === undefined ? undefined : await unseal(sealed, passwordsFor(sealed, password))
  const store = createDataStore(() => (sealed === undefined ? EMPTY_ENVELOPE : envelopeIn(opened)))

  return {
    set: store.set,
    setFlash: store.setFlash,
    unset: store.unset,
    get: <T>(name?: string) => store.get(name) as T | undefined,
    clear: store.clear,
    async seal() {
      const text = encodeValue(NESTED_LAYOUT.encode(store.snapshot()), undefined)
      return sealText(text, endOf(ttl), sealingPassword(password), STANDARD)
    },
  }
}

const STANDARD = createDefaults()

/** Before version 1.3 seals had no id. Such a one is opened with a single password, and not with a list. */
function passwordsFor(sealed: unknown, password: StoreOptions['password']): string | Hash {
  if (typeof password !== 'string') {
    // Of two with one id the earlier counts, so it comes last here.
    return Object.fromEntries(
      password.map((entry) => [entry.id, entry.password] as const).reverse(),
    )
  }
  const hasNoId = typeof sealed === 'string' && sealed.startsWith(`${macPrefix}**`)
  return hasNoId ? password : { 1: password }
}

function sealingPassword(password: StoreOptions['password']): Secret {
  if (typeof password === 'string') return { id: 1, secret: password }
  const [first] = password
  if (first === undefined) throw new TypeError('iron-store: the list of passwords is empty')
  return { id: first.id, secret: first.password }
}

/** Checked when the data is first needed, as it was: whoever only clears the store never notices. */
function envelopeIn(value: unknown): Envelope {
  const envelope = NESTED_LAYOUT.decode(value)
  if (envelope !== undefined) return envelope
  throw new TypeError('iron-store: the seal does not hold a store')
}

/**
 * A `ttl` that is no number would make a seal for ever.
 *
 * The message is the one that next-iron-session gives for it, which computes the age of its cookie from `ttl`.
 */
function endOf(ttl: unknown): number | undefined {
  if (ttl === 0) return undefined
  const end = typeof ttl === 'number' ? Math.floor(Date.now() + ttl) : NaN
  if (Number.isSafeInteger(end)) return end
  throw new SessionError('ERR_IRONSEAL_OPTION', 'option maxAge is invalid', {
    option: 'ttl',
    hint: 'The `ttl` of a store is a number of milliseconds.',
  })
}
