// oxlint-disable typescript/no-explicit-any -- @hapi/iron's `unseal` gives `any`, and its callers use the result as they like
import { platform } from '#platform'
import { decodeBase64url } from '../../bytes/base64url.ts'
import { after, type MaybePromise } from '../../platform/maybe-promise.ts'
import { decryptIron, isAuthentic } from '../../seal/iron-cipher.ts'
import { IV_BYTES } from '../../seal/iron-parameters.ts'
import { type IronText, readExpiry, splitIron } from '../../seal/iron-text.ts'
import { isExpired } from '../../session/lifetime.ts'
import { toBytes } from './bytes.ts'
import { checkCipherKey, checkMacKey } from './check-key.ts'
import { createDefaults } from './defaults.ts'
import { clockOf, skewOf } from './durations.ts'
import { decodeText } from './json.ts'
import { assertSealLength, isSaltOf } from './limits.ts'
import { type LooseOptions, snapshotOptions } from './options.ts'
import { findPassword, isPasswordId, splitPassword } from './password.ts'
import type { Hash } from './password-types.ts'
import type { Password, SealOptions, SealOptionsSub } from './types.ts'

/**
 * Opens a seal: verifies it, decrypts it, and reads the value.
 *
 * @param sealed The seal, at most 1 MiB of characters.
 * @param password The password, or passwords by id: the seal says which it needs, and one without an id needs `default`.
 * @param options The options of `seal`; without them, `defaults`.
 * @returns The sealed value.
 * @throws Error with the message of @hapi/iron: `Bad hmac value` for a seal that is not authentic, `Expired seal`,
 * `Cannot find password: <id>`, and so on; TypeError for a skew or clock offset that is no number.
 * @example
 * const value = await unseal(sealed, { 2: newer, 1: older }, defaults)
 */
export async function unseal(
  sealed: string,
  password: Password | Hash,
  options?: SealOptions,
): Promise<any> {
  const known = snapshotOptions(options === undefined ? createDefaults() : options)
  const text = await openText(sealed, password, known, Date.now())
  return decodeText(text, known.decode)
}

/**
 * The text in a seal, in this order: shape, password, MAC, and only then everything that the seal says.
 *
 * @hapi/iron looks at the expiry before it looks for the password. That order is kept for its message alone: whatever the
 * expiry claims, the seal is verified first.
 */
async function openText(
  sealed: unknown,
  passwords: unknown,
  options: LooseOptions,
  clock: number,
): Promise<string> {
  const now = clockOf(options, clock)
  const skew = skewOf(options)
  const text = splitSealed(sealed)
  const overdue = judgeExpiry(text, skew, now)

  let secret: unknown
  try {
    secret = await authenticate(text, passwords, options)
  } catch (error) {
    throw overdue ?? error
  }
  if (overdue !== undefined) throw overdue
  assertCanonical(text)
  return decrypt(text, secret, options)
}

function splitSealed(sealed: unknown): IronText {
  if (typeof sealed !== 'string') throw new Error('Incorrect number of sealed components')
  assertSealLength(sealed)
  const text = splitIron(sealed)
  if (text !== undefined) return text
  const isWhole = sealed.split('*', 9).length === 8
  throw new Error(isWhole ? 'Wrong mac prefix' : 'Incorrect number of sealed components')
}

/** What @hapi/iron would say of the expiry. */
function judgeExpiry({ expiry }: IronText, skew: number, now: number): Error | undefined {
  if (expiry === '') return undefined
  if (!/^\d+$/.test(expiry)) return new Error('Invalid expiration')
  const isOver = isExpired(Number(expiry), { ttl: undefined, skew }, now)
  return isOver ? new Error('Expired seal') : undefined
}

/** Verifies the MAC over exactly what was received; throws, or gives the secret that the text was encrypted with. */
function authenticate(
  text: IronText,
  passwords: unknown,
  options: LooseOptions,
): MaybePromise<unknown> {
  const password = splitPassword(findPassword(passwords, text.passwordId))
  const integrity = checkMacKey(password.integrity, withSalt(options.integrity, text.integritySalt))
  const secrets = { integrity: integrity.secret }
  // A copy, because it is used when the MAC has been waited for, and the caller may have wiped it by then.
  const { encryption } = password
  const secret = ArrayBuffer.isView(encryption) ? toBytes(encryption, 'password') : encryption
  // The MAC does not cover its own salt, and a key of bytes does not use it.
  const isAcceptable =
    isSaltOf(integrity.secret, text.integritySalt) &&
    isAuthentic(platform, { integrity }, secrets, text)
  return after(isAcceptable, (accepted) => {
    if (!accepted) throw new Error('Bad hmac value')
    return secret
  })
}

/** The spellings that @hapi/iron would read and never writes. */
function assertCanonical({ passwordId, expiry }: IronText): void {
  if (passwordId !== '' && !isPasswordId(passwordId)) throw new Error('Invalid password id')
  if (readExpiry(expiry) === 'bad') throw new Error('Invalid expiration')
}

function decrypt(text: IronText, password: unknown, options: LooseOptions): MaybePromise<string> {
  const encryption = checkCipherKey(password, withSalt(options.encryption, text.encryptionSalt))
  const { cipher, secret } = encryption
  const decrypting = isSaltOf(secret, text.encryptionSalt)
    ? decryptIron(platform, { cipher, encryption }, { encryption: secret }, text)
    : undefined
  return after(decrypting, (plaintext) => {
    if (plaintext === undefined) throw new Error(whyNotDecrypted(text))
    return plaintext
  })
}

/** The salt of the seal takes the place of the option, and so does its iv. Not spread: see `copyOf` in `session/json-object.ts`. */
function withSalt<Options extends SealOptionsSub | undefined>(
  options: Options,
  salt: string,
): Options {
  return typeof options === 'object' && options !== null
    ? Object.assign({}, options, { salt, iv: undefined })
    : options
}

function whyNotDecrypted({ iv, ciphertext }: IronText): string {
  const bytes = decodeBase64url(iv)
  if (bytes === undefined || decodeBase64url(ciphertext) === undefined) return 'Invalid character'
  return bytes.length === IV_BYTES ? 'bad decrypt' : 'Invalid initialization vector'
}
