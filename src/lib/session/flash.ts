import { writeJson } from '../bytes/json.ts'
import { SessionError } from '../errors.ts'
import { assertKeyName, type JsonObject } from './json-object.ts'

/** The most that flash data may take, in characters of JSON: it travels in every request until it is read. */
const MAX_FLASH_LENGTH = 1024

/**
 * Data for the next request: a message that survives a redirect and is gone once it is read.
 *
 * @example
 * session.flash('notice', 'Saved')     // before the redirect
 * session.flash.get('notice')          // after it
 */
export interface Flash {
  /** Stores a value for the next request that reads it. */
  (name: string, value: unknown): void
  /** Stores a value for this request alone. */
  now(name: string, value: unknown): void
  /** The value that an earlier request left, or that `now` stored. Read once, it is gone from the next seal. */
  get(name: string): unknown
  /** Every value that can be read now. */
  all(): JsonObject
  /** Keeps what was read for one more request; without a name, all of it. */
  keep(name?: string): void
}

/** Flash data of one request, and what of it goes into the next seal. */
export interface FlashState {
  readonly flash: Flash
  /** What the next seal is to hold. */
  pending(): JsonObject
  clear(): void
  /** Whether anybody has looked at it or put something in. */
  readonly used: boolean
}

/** Makes the flash data of a request out of what came with it. */
export function createFlash(load: () => JsonObject): FlashState {
  let arrived: JsonObject | undefined
  const incoming = (): JsonObject => (arrived ??= { ...load() })
  let current: JsonObject = {}
  const read = new Set<string>()
  let outgoing: JsonObject = {}

  const readable = (): JsonObject => ({ ...incoming(), ...current })
  const pending = (): JsonObject => {
    const unread = Object.entries(incoming()).filter(([name]) => !read.has(name))
    return { ...Object.fromEntries(unread), ...outgoing }
  }

  const flash: Flash = Object.assign(
    (name: string, value: unknown): void => {
      assertKeyName(String(name))
      incoming()
      assertSmall({ ...outgoing, [name]: value })
      outgoing = { ...outgoing, [name]: value }
    },
    {
      now(name: string, value: unknown): void {
        assertKeyName(String(name))
        current[name] = value
      },
      get(name: string): unknown {
        read.add(name)
        const values = readable()
        return Object.hasOwn(values, name) ? values[name] : undefined
      },
      all(): JsonObject {
        for (const name of Object.keys(incoming())) read.add(name)
        return readable()
      },
      keep(name?: string): void {
        if (name === undefined) read.clear()
        else read.delete(name)
      },
    },
  )

  const clear = (): void => {
    arrived = {}
    current = {}
    outgoing = {}
  }
  return new RequestFlash(flash, pending, clear, () => arrived !== undefined)
}

/** A class, because V8 keeps the getter of an object literal, and all that it holds, until the next full garbage collection. */
class RequestFlash implements FlashState {
  readonly flash: Flash
  readonly pending: () => JsonObject
  readonly clear: () => void
  readonly #isUsed: () => boolean

  constructor(flash: Flash, pending: () => JsonObject, clear: () => void, isUsed: () => boolean) {
    this.flash = flash
    this.pending = pending
    this.clear = clear
    this.#isUsed = isUsed
  }

  get used(): boolean {
    return this.#isUsed()
  }
}

function assertSmall(flash: JsonObject): void {
  const { length } = writeJson(flash)
  if (length <= MAX_FLASH_LENGTH) return
  throw new SessionError(
    'ERR_IRONSEAL_DATA',
    `Flash data may take ${MAX_FLASH_LENGTH} characters of JSON, and would take ${length}`,
    {
      hint: 'Store an id or a code, and make the text where it is shown.',
    },
  )
}
