import type { SessionFacts } from './facts.ts'
import { isPlainObject, type JsonObject } from './json-object.ts'

/** What a session seal holds: the user's data, flash data that is to be read once, and what is known of the session. */
export interface Envelope {
  readonly data: JsonObject
  readonly flash: JsonObject
  /** When the seal ends, in milliseconds since 1970; `undefined` for never, and for what is not sealed yet. */
  readonly expires?: number | undefined
  /** Absent in the drop-in APIs, and in a session that was never sealed. */
  readonly facts?: SessionFacts | undefined
  /** The version of the data's schema. */
  readonly version?: number | undefined
}

/** How data and flash data are laid out as one JSON value, in a format that has no place for anything else. */
export interface Layout {
  encode(envelope: Envelope): unknown
  /** The envelope in a value that came out of a seal; `undefined` where it is of another shape. */
  decode(value: unknown): Envelope | undefined
}

/** One for all sessions, so frozen: whoever holds a session copies the data first. */
export const EMPTY_ENVELOPE: Envelope = Object.freeze({
  data: Object.freeze({}),
  flash: Object.freeze({}),
})

/**
 * `{ persistent, flash }`: what every version of next-iron-session and iron-store sealed.
 *
 * Nothing else is taken, or any value that an application seals for another use, a magic link say, would be a login.
 */
export const NESTED_LAYOUT: Layout = {
  encode: ({ data, flash }) => ({ persistent: data, flash }),
  decode: decodeNested,
}

/** The data itself: what iron-session seals since its second version. The nested layout is read as well. */
export const FLAT_LAYOUT: Layout = {
  encode: ({ data }) => data,
  decode(value) {
    const nested = decodeNested(value)
    if (nested !== undefined) return { data: nested.data, flash: {} }
    return isPlainObject(value) ? { data: value, flash: {} } : undefined
  },
}

/** The shape is judged on authenticated data alone, never on what is written behind a seal. */
export function decodeNested(value: unknown): Envelope | undefined {
  if (!isPlainObject(value) || Object.keys(value).length !== 2) return undefined
  const data = Object.hasOwn(value, 'persistent') ? value['persistent'] : undefined
  const flash = Object.hasOwn(value, 'flash') ? value['flash'] : undefined
  return isPlainObject(data) && isPlainObject(flash) ? { data, flash } : undefined
}
