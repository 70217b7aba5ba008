import type { Bytes } from '../bytes/bytes.ts'
import type { KeptJson } from '../bytes/kept-json.ts'
import type { RejectReason } from '../errors.ts'
import type { Key } from '../keys/key.ts'
import type { KeyRing } from '../keys/key-ring.ts'
import type { Platform } from '../platform/platform.ts'
import type { MaybePromise } from '../platform/maybe-promise.ts'

/** What a seal holds, in the terms that every format shares. A format encodes it; whether it is still good is not its business. */
export interface SealContent {
  /** The sealed value as JSON. */
  readonly json: string
  /** The same for whoever reads it again: faster than to parse it. */
  readonly kept?: KeptJson | undefined
  /** When the seal ends, in milliseconds since 1970; `undefined` where it never does. */
  readonly expires: number | undefined
  /** When the session began and when it was sealed, in milliseconds since 1970; a format without room leaves them out. */
  readonly times?: SealTimes | undefined
  /** The 16 random bytes that name the session. */
  readonly sid?: Bytes | undefined
  /** The same in base64url, in the place of the bytes. */
  readonly id?: string | undefined
  /** What belongs to the library and not to the user, as JSON. */
  readonly meta?: string | undefined
  /** The cookie ends with the browser. */
  readonly transient?: boolean | undefined
}

export interface SealTimes {
  readonly created: number
  readonly issued: number
}

/** What a seal is bound to: it opens only where all of it is the same. Iron cannot be bound to anything and ignores it. */
export interface SealContext {
  readonly purpose: string
  readonly name: string
  readonly audience?: string | undefined
  /** Something that ends the seal when it changes: a password hash, a version. */
  readonly bind?: string | undefined
}

export type Opened =
  | { readonly ok: true; readonly content: SealContent; readonly key: Key }
  | { readonly ok: false; readonly reason: RejectReason }

/** One versioned wire form of a seal. */
export interface SealFormat {
  readonly name: string
  /** Whether it has a place for times, an id and meta data beside the JSON. */
  readonly carriesMeta: boolean
  /** Tells by its first characters whether a text claims to be of this format. */
  recognizes(text: string): boolean
  /** The key that the text asks for, found without any cryptography; `undefined` where it asks for none in the ring. */
  keyFor(text: string, ring: KeyRing): Key | undefined
  seal(
    platform: Platform,
    content: SealContent,
    key: Key,
    context: SealContext,
  ): MaybePromise<string>
  /** Authenticates first and interprets afterwards. Never throws on what `text` is. */
  open(platform: Platform, text: string, ring: KeyRing, context: SealContext): MaybePromise<Opened>
}
