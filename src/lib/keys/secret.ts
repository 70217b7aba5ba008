import type { Bytes } from '../bytes/bytes.ts'
import { decodeHex } from '../bytes/hex.ts'
// Not Node's, whose results lie in a pool that is shared with everybody.
import { decodePortably } from '../bytes/portable-base64url.ts'
import { encodeUtf8 } from '../bytes/utf8.ts'

/** The least that a secret has: bytes, or characters as JavaScript counts them. */
export const MIN_SECRET_LENGTH = 32

/** How a key of bytes is written as text, in an environment variable for example. */
const ENCODINGS: readonly (readonly [
  prefix: string,
  decode: (text: string) => Bytes | undefined,
])[] = [
  ['base64url:', decodePortably],
  ['hex:', decodeHex],
]

/**
 * The bytes of a secret (docs/spec/compact.md §2); `undefined` for what is none: of another type, too short, or an encoded key that
 * is not well-formed.
 */
export function secretBytes(secret: unknown): Bytes | undefined {
  if (typeof secret !== 'string') return longEnough(toBytes(secret))
  if (claimsEncoding(secret)) return longEnough(decodeSecret(secret))
  return longEnough(secret) === undefined ? undefined : encodeUtf8(secret)
}

/** The bytes that an encoded secret stands for; `undefined` for any other text. */
export function decodeSecret(secret: string): Bytes | undefined {
  const encoding = ENCODINGS.find(([prefix]) => secret.startsWith(prefix))
  if (encoding === undefined) return undefined
  const [prefix, decode] = encoding
  return decode(secret.slice(prefix.length))
}

/** Whether a text says that it is an encoded key, be it well-formed or not. */
export function claimsEncoding(secret: string): boolean {
  return ENCODINGS.some(([prefix]) => secret.startsWith(prefix))
}

/** A copy of bytes, so that a caller who wipes its own changes no key; `undefined` for everything else. */
export function toBytes(value: unknown): Bytes | undefined {
  // By its tag: test runners and `vm` give every context a `Uint8Array` of its own, and `instanceof` knows only ours.
  if (Object.prototype.toString.call(value) !== '[object Uint8Array]') return undefined
  return Uint8Array.from(value as Uint8Array)
}

function longEnough<Secret extends string | Bytes>(secret: Secret | undefined): Secret | undefined {
  return secret !== undefined && secret.length >= MIN_SECRET_LENGTH ? secret : undefined
}
