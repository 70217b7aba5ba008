import { decodeBase64url } from '../bytes/base64url.ts'
import type { Bytes } from '../bytes/bytes.ts'
import { decodeHex } from '../bytes/hex.ts'
import { encodeUtf8 } from '../bytes/utf8.ts'

/** How a key of bytes is written as text, in an environment variable for example. */
const ENCODINGS: readonly (readonly [
  prefix: string,
  decode: (text: string) => Bytes | undefined,
])[] = [
  ['base64url:', decodeBase64url],
  ['hex:', decodeHex],
]

/** The bytes of a secret; a text that only looks encoded is taken as it stands. */
export function secretBytes(secret: string | Bytes): Bytes {
  if (typeof secret !== 'string') return secret
  return decodeSecret(secret) ?? encodeUtf8(secret)
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
