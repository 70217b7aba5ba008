import { platform } from '#platform'
import type { Bytes } from '../../bytes/bytes.ts'
import { after, type MaybePromise } from '../../platform/maybe-promise.ts'
import { deriveKey, newSalt } from '../../seal/iron-cipher.ts'
import { type BufferOrBytes, toBuffer } from './bytes.ts'
import { type CheckedKey, checkKey, countOf } from './check-key.ts'
import type { EncryptionAlgorithm, GenerateKeyOptions, Key, Password } from './types.ts'

/** A key ready for use. */
export interface MadeKey {
  readonly key: Bytes
  readonly salt: string
  readonly iv: Bytes | undefined
}

/**
 * Makes a key from a password. Text is stretched with PBKDF2; bytes are the key already.
 *
 * @param options `algorithm`, `iterations`, `minPasswordlength`, and `salt` or `saltBits`. Without `iv`, a cipher's key gets a fresh one.
 * @throws Error when the password is empty, too short or too small, or an option cannot work.
 * @example
 * const { key, salt, iv } = await generateKey(password, defaults.encryption)
 */
export function generateKey(
  password: Password,
  options: GenerateKeyOptions<EncryptionAlgorithm>,
): Promise<Key>
export function generateKey(
  password: Password,
  options: GenerateKeyOptions<'sha256'>,
): Promise<Key<'sha256'>>
export function generateKey(password: Password, options: GenerateKeyOptions): Promise<Key>
export async function generateKey(
  password: Password,
  options: GenerateKeyOptions,
): Promise<Key | Key<'sha256'>> {
  const checked = checkKey(password, options)
  const { iv } = options
  return publishKey(await makeKey(checked), iv)
}

/** Derives the key and makes up the salt and iv that are not given. */
export function makeKey(checked: CheckedKey): MaybePromise<MadeKey> {
  const { secret, keyBytes, ivBits } = checked
  const salt = newSalt(platform, secret, checked)
  const iv = checked.iv ?? (ivBits ? randomBytes(ivBits) : undefined)
  return after(deriveKey(platform, secret, salt, checked, keyBytes), (key) => ({ key, salt, iv }))
}

/** The key as callers get it; an iv of theirs goes back to them as it came. */
export function publishKey({ key, salt, iv }: MadeKey, given: Uint8Array | undefined): Key {
  const published = { key: toBuffer(key), salt }
  if (iv === undefined) return published as Key
  return { ...published, iv: (given || toBuffer(iv)) as BufferOrBytes }
}

/**
 * Gives random bytes from the platform's secure generator, as many as the bits need.
 *
 * @throws Error unless `bits` is above zero.
 */
export function randomBits(bits: number): BufferOrBytes {
  return toBuffer(randomBytes(bits))
}

function randomBytes(bits: number): Bytes {
  return platform.randomBytes(Math.ceil(countOf(bits) / 8))
}
