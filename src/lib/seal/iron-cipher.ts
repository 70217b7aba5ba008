import { encodeBase64url, viewBase64url } from '../bytes/base64url.ts'
import type { Bytes } from '../bytes/bytes.ts'
import { decodeUtf8 } from '../bytes/utf8.ts'
import { equalBytes } from '../platform/equal.ts'
import type { Platform } from '../platform/platform.ts'
import { after, type MaybePromise } from '../platform/maybe-promise.ts'
import {
  CIPHER_KEY_BYTES,
  IV_BYTES,
  type IronKeyParameters,
  type IronParameters,
  MAC_BYTES,
} from './iron-parameters.ts'
import { randomSalt } from './iron-salts.ts'
import { IRON_PREFIX, type IronText } from './iron-text.ts'

/** The two secrets of an Iron seal; one string serves as both unless @hapi/iron's API is asked for two. */
export interface IronSecrets {
  readonly encryption: string | Bytes
  readonly integrity: string | Bytes
}

/** Encrypts, then authenticates what was encrypted. `expires` is in milliseconds since 1970. */
export function encryptIron(
  platform: Platform,
  parameters: IronParameters,
  secrets: IronSecrets,
  passwordId: string,
  plaintext: string,
  expires: number | undefined,
): MaybePromise<string> {
  const encryptionSalt = newSalt(platform, secrets.encryption, parameters.encryption)
  const integritySalt = newSalt(platform, secrets.integrity, parameters.integrity)
  const iv = parameters.iv ?? platform.randomBytes(IV_BYTES)

  const key = deriveCipherKey(platform, parameters, secrets, encryptionSalt)
  const encrypting = after(key, (bytes) =>
    platform.encrypt(parameters.cipher, bytes, iv, plaintext),
  )
  return after(encrypting, (encrypted) => {
    const parts = `${encryptionSalt}*${encodeBase64url(iv)}*${encodeBase64url(encrypted)}`
    const covered = `${IRON_PREFIX}*${passwordId}*${parts}*${expires ?? ''}`
    return after(
      computeMac(platform, parameters, secrets, covered, integritySalt),
      (mac) => `${covered}*${integritySalt}*${encodeBase64url(mac)}`,
    )
  })
}

/** Whether the seal was made with this secret and no character of it has changed since. */
export function isAuthentic(
  platform: Platform,
  parameters: Pick<IronParameters, 'integrity'>,
  secrets: Pick<IronSecrets, 'integrity'>,
  text: IronText,
): MaybePromise<boolean> {
  const claimed = viewBase64url(text.mac)
  if (claimed === undefined) return false
  const computing = computeMac(platform, parameters, secrets, text.covered, text.integritySalt)
  return after(computing, (mac) => equalBytes(mac, claimed))
}

/**
 * Decrypts the parts of a seal that `isAuthentic` has passed; `undefined` where they do not decrypt to text.
 *
 * Never called before the MAC is verified: whether the padding is right shows in the time that decryption takes.
 */
export function decryptIron(
  platform: Platform,
  parameters: Pick<IronParameters, 'cipher' | 'encryption'>,
  secrets: Pick<IronSecrets, 'encryption'>,
  text: IronText,
): MaybePromise<string | undefined> {
  const iv = viewBase64url(text.iv)
  const ciphertext = viewBase64url(text.ciphertext)
  if (iv?.length !== IV_BYTES || ciphertext === undefined || ciphertext.length === 0)
    return undefined

  const key = deriveCipherKey(platform, parameters, secrets, text.encryptionSalt)
  const decrypting = after(key, (bytes) =>
    platform.decrypt(parameters.cipher, bytes, iv, ciphertext),
  )
  return after(decrypting, (plaintext) =>
    plaintext === undefined ? undefined : decodeUtf8(plaintext),
  )
}

function deriveCipherKey(
  platform: Platform,
  { cipher, encryption }: Pick<IronParameters, 'cipher' | 'encryption'>,
  secrets: Pick<IronSecrets, 'encryption'>,
  salt: string,
): MaybePromise<Bytes> {
  return deriveKey(platform, secrets.encryption, salt, encryption, CIPHER_KEY_BYTES[cipher])
}

/** HMAC-SHA-256 over the covered text, under a key derived from the secret and the salt. */
function computeMac(
  platform: Platform,
  parameters: Pick<IronParameters, 'integrity'>,
  secrets: Pick<IronSecrets, 'integrity'>,
  covered: string,
  salt: string,
): MaybePromise<Bytes> {
  const key = deriveKey(platform, secrets.integrity, salt, parameters.integrity, MAC_BYTES)
  return after(key, (bytes) => platform.hmacSha256(bytes, covered))
}

/** A password is stretched with the salt, taken as text; a secret of bytes is a key already and used as it is. */
export function deriveKey(
  platform: Platform,
  secret: string | Bytes,
  salt: string,
  { iterations }: IronKeyParameters,
  length: number,
): MaybePromise<Bytes> {
  if (typeof secret !== 'string') return secret
  return platform.pbkdf2Sha1(secret, salt, iterations, length)
}

/** The salt of a new seal, as it stands there; a secret of bytes needs none. */
export function newSalt(
  platform: Platform,
  secret: string | Bytes,
  { salt, saltBits }: IronKeyParameters,
): string {
  if (typeof secret !== 'string') return ''
  return salt ?? randomSalt(platform, Math.ceil(saltBits / 8))
}
