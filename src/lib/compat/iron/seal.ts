import { platform } from '#platform'
import { after, type MaybePromise } from '../../platform/maybe-promise.ts'
import { encryptIron } from '../../seal/iron-cipher.ts'
import { checkCipherKey, checkMacKey } from './check-key.ts'
import { clockOf, endOf } from './durations.ts'
import { encodeValue } from './json.ts'
import { assertSealLength, isSaltOf } from './limits.ts'
import { type LooseOptions, snapshotOptions } from './options.ts'
import { passwordIdOf, splitPassword } from './password.ts'
import type { Secret, Specific } from './password-types.ts'
import type { Password, SealOptions } from './types.ts'

/**
 * Seals a value: encrypts it, authenticates it, and lets it end after `ttl`.
 *
 * @param value Anything that `JSON.stringify` takes.
 * @param password Text of at least 32 characters or a key of 32 bytes, or `{ id, secret }`, or `{ id, encryption, integrity }`.
 * @param options Take `defaults` and change what must differ; `unseal` needs the same.
 * @returns The seal, which any Iron library with the same options opens.
 * @throws Error with the message of @hapi/iron for a password, an option or a value that cannot work; TypeError for a `ttl` that is
 * no whole number of milliseconds.
 * @example
 * const sealed = await seal({ user: 1 }, { id: '2', secret: password }, { ...defaults, ttl: 60_000 })
 */
export async function seal(
  value: unknown,
  password: Password | Secret | Specific,
  options: SealOptions,
): Promise<string> {
  const known = snapshotOptions(options)
  const expires = endOf(known, clockOf(known, Date.now()))
  return sealText(encodeValue(value, known.encode), expires, password, known)
}

/** Seals text that is valid until `expires`, in milliseconds since 1970, or for ever. */
export function sealText(
  text: string,
  expires: number | undefined,
  password: unknown,
  options: LooseOptions,
): MaybePromise<string> {
  const split = splitPassword(password)
  const passwordId = passwordIdOf(split)
  const encryption = checkCipherKey(split.encryption, options.encryption)
  const integrity = checkMacKey(split.integrity, options.integrity)
  for (const { secret, salt } of [encryption, integrity]) {
    if (salt !== undefined && !isSaltOf(secret, salt)) throw new Error('Invalid salt')
  }
  const { cipher, iv } = encryption
  // Counter mode makes nothing of nothing, and a seal of nothing is refused when it is read.
  if (text === '' && cipher === 'aes-128-ctr') throw new Error('Data is empty')
  const sealing = encryptIron(
    platform,
    { cipher, encryption, integrity, iv },
    { encryption: encryption.secret, integrity: integrity.secret },
    passwordId,
    text,
    expires,
  )
  return after(sealing, (sealed) => {
    assertSealLength(sealed)
    return sealed
  })
}
