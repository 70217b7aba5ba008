import { SessionError } from '../errors.ts'
import { Key } from './key.ts'

/** The shortest password that seals, in UTF-16 code units as every Iron library counts them. */
export const MIN_PASSWORD_LENGTH = 32

/**
 * Throws unless the key's password is long enough to seal and unseal with.
 *
 * The messages are those of @hapi/iron, which applications and their tests know.
 */
export function assertUsableKey(key: Key): void {
  // JavaScript callers, and an environment variable that is not set, give anything at all.
  const secret: unknown = Key.reveal(key)
  if (!secret) {
    throw new SessionError('ERR_IRONSEAL_PASSWORD', 'Empty password', {
      option: 'password',
      hint: 'Set `password` to a secret of at least 32 characters; an empty environment variable gives this error.',
    })
  }
  if (secret instanceof Uint8Array) {
    throw new SessionError('ERR_IRONSEAL_PASSWORD', 'A key of bytes cannot make an Iron seal', {
      option: 'password',
      hint: 'Iron works with a password. Write the key as text, `base64url:…` or `hex:…`, or use the compact format.',
    })
  }
  if (typeof secret !== 'string') {
    throw new SessionError('ERR_IRONSEAL_PASSWORD', 'A password must be a string', {
      option: 'password',
      hint: `It is of type ${typeof secret}. Write bytes as base64 or hexadecimal.`,
    })
  }
  if (secret.length < MIN_PASSWORD_LENGTH) {
    throw new SessionError(
      'ERR_IRONSEAL_PASSWORD',
      `Password string too short (min ${MIN_PASSWORD_LENGTH} characters required)`,
      {
        option: 'password',
        hint: `It has ${secret.length}. Generate one with \`openssl rand -base64 32\`.`,
      },
    )
  }
}

/** Whether nothing that is sealed or unsealed with the key finds it unusable; bytes, which no Iron seal asks for, are a key as well. */
export function isUsableKey(key: Key): boolean {
  const secret: unknown = Key.reveal(key)
  if (secret instanceof Uint8Array) return true
  return typeof secret === 'string' && secret.length >= MIN_PASSWORD_LENGTH
}

/** Throws unless a seal can carry the id: letters, digits and `_`, or nothing at all. */
export function assertSealableId(key: Key): void {
  if (/^\w*$/.test(key.id)) return
  throw new SessionError('ERR_IRONSEAL_PASSWORD', 'Invalid password id', {
    option: 'password',
    hint: 'A password id consists of letters, digits and `_`.',
  })
}
