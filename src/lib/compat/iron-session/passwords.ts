import { SessionError } from '../../errors.ts'
import { KeyRing } from '../../keys/key-ring.ts'
import { MIN_PASSWORD_LENGTH } from '../../keys/password.ts'
import {
  badPasswordId,
  EMPTY_MAP,
  MISSING_PASSWORD,
  SHORT_PASSWORD,
  UNUSABLE_MAP,
} from './messages.ts'
import type { PasswordsMap, SessionOptions } from './types.ts'

/** The key ring of a session: every entry is checked before any is used. */
export function sessionRing(password: SessionOptions['password']): KeyRing {
  if (!password)
    throw misuse(MISSING_PASSWORD, 'Is the environment variable set that it is read from?')
  if (typeof password === 'string') {
    assertLongEnough(password)
    return KeyRing.fromPassword(password)
  }
  const entries = Object.entries(password)
  if (entries.length === 0) throw misuse(EMPTY_MAP, 'The highest number seals, all of them unseal.')
  for (const [id, secret] of entries) {
    if (!Number.isInteger(Number(id)))
      throw misuse(badPasswordId(id), 'The highest number seals, all of them unseal.')
    assertLongEnough(secret)
  }
  return KeyRing.fromMap(password)
}

/** The key ring of `sealData` and `unsealData`, which check a password only when they use it. */
export function dataRing(password: string | PasswordsMap | undefined): KeyRing {
  if (typeof password === 'string') return KeyRing.fromPassword(password)
  if (typeof password !== 'object' || password === null) {
    throw misuse(MISSING_PASSWORD, 'Is the environment variable set that it is read from?')
  }
  const ring = KeyRing.fromMap(password)
  if (ring.primary === undefined)
    throw misuse(UNUSABLE_MAP, 'The highest number seals, all of them unseal.')
  return ring
}

function assertLongEnough(secret: unknown): void {
  if (typeof secret === 'string' && secret.length >= MIN_PASSWORD_LENGTH) return
  throw misuse(SHORT_PASSWORD, 'Generate one with `openssl rand -base64 32`.')
}

function misuse(message: string, hint: string): SessionError {
  return new SessionError('ERR_IRONSEAL_PASSWORD', message, { option: 'password', hint })
}
