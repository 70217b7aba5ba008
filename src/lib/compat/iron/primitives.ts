import { platform } from '#platform'
import { encodeBase64url } from '../../bytes/base64url.ts'
import type { Bytes } from '../../bytes/bytes.ts'
import { after, type MaybePromise } from '../../platform/maybe-promise.ts'
import { IV_BYTES } from '../../seal/iron-parameters.ts'
import { type BufferOrBytes, toBuffer, toBytes } from './bytes.ts'
import { type CheckedCipherKey, checkCipherKey, checkMacKey } from './check-key.ts'
import { makeKey, publishKey } from './key.ts'
import type { EncryptionAlgorithm, GenerateKeyOptions, HmacResult, Key, Password } from './types.ts'

/**
 * Encrypts text or bytes. Nothing is authenticated: use `seal` unless you build a format of your own.
 *
 * @returns The encrypted bytes, and the key with the salt and iv that `decrypt` needs.
 * @throws as `generateKey` does; TypeError for a key, iv or data that the cipher does not take.
 * @example
 * const { encrypted, key } = await encrypt(password, defaults.encryption, 'text')
 * await decrypt(password, { ...defaults.encryption, salt: key.salt, iv: key.iv }, encrypted)
 */
export async function encrypt(
  password: Password,
  options: GenerateKeyOptions,
  data: string | Uint8Array,
): Promise<{ encrypted: BufferOrBytes; key: Key<EncryptionAlgorithm> }> {
  const checked = checkCipherKey(password, options)
  const { iv } = options
  const plaintext = toBytes(data, 'data')
  const { encrypted, key } = await encryptBytes(checked, plaintext)
  return { encrypted: toBuffer(encrypted), key: publishKey(key, iv) }
}

function encryptBytes(
  checked: CheckedCipherKey,
  plaintext: Bytes,
): MaybePromise<{ encrypted: Bytes; key: CipherReady }> {
  return after(makeCipherKey(checked), (key) =>
    after(platform.encrypt(checked.cipher, key.key, key.iv, plaintext), (encrypted) => ({
      encrypted,
      key,
    })),
  )
}

/**
 * Decrypts what `encrypt` made. Never give it bytes from outside whose MAC was not verified.
 *
 * @param options With the `salt` and `iv` of the encryption.
 * @returns The text; bytes that are no UTF-8 become U+FFFD.
 * @throws as `encrypt` does; Error when the padding is wrong.
 */
export async function decrypt(
  password: Password,
  options: GenerateKeyOptions,
  data: string | Uint8Array,
): Promise<string> {
  const checked = checkCipherKey(password, options)
  return decoder.decode(await decryptBytes(checked, toBytes(data, 'data')))
}

function decryptBytes(checked: CheckedCipherKey, encrypted: Bytes): MaybePromise<Bytes> {
  const decrypting = after(makeCipherKey(checked), ({ key, iv }) =>
    platform.decrypt(checked.cipher, key, iv, encrypted),
  )
  return after(decrypting, (plaintext) => {
    if (plaintext === undefined) throw new Error('bad decrypt')
    return plaintext
  })
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

interface CipherReady {
  readonly key: Bytes
  readonly salt: string
  readonly iv: Bytes
}

function makeCipherKey(checked: CheckedCipherKey): MaybePromise<CipherReady> {
  return after(makeKey(checked), ({ key, salt, iv }) => {
    if (iv?.length !== IV_BYTES) throw new TypeError('Invalid initialization vector')
    return { key, salt, iv }
  })
}

/**
 * Computes an HMAC-SHA-256 under a key made from the password.
 *
 * @returns The MAC in base64url, and the salt that was used.
 * @throws as `generateKey` does; TypeError for an algorithm that is no hash.
 * @example
 * const { digest, salt } = await hmacWithPassword(password, defaults.integrity, 'text')
 */
export async function hmacWithPassword(
  password: Password,
  options: GenerateKeyOptions,
  data: string | Uint8Array,
): Promise<HmacResult> {
  const checked = checkMacKey(password, options)
  const bytes = toBytes(data, 'data')
  const { key, salt } = await makeKey(checked)
  const mac = await platform.hmacSha256(key, bytes)
  return { digest: encodeBase64url(mac), salt }
}
