import { SessionError } from '../../errors.ts'
import { Kept } from '../../kept.ts'
import { KeyRing } from '../../keys/key-ring.ts'
import { assertUsableKey, MIN_PASSWORD_LENGTH } from '../../keys/password.ts'
import {
  badPasswordId,
  EMPTY_MAP,
  MISSING_PASSWORD,
  SHORT_PASSWORD,
  UNUSABLE_MAP,
} from './messages.ts'
import type { PasswordsMap, SessionOptions } from './types.ts'

const HIGHEST_SEALS = 'The highest number seals, all of them unseal.'

/** The key ring of a session: every entry is checked before any is used. */
export function sessionRing(password: SessionOptions['password']): KeyRing {
  if (!password)
    throw misuse(MISSING_PASSWORD, 'Is the environment variable set that it is read from?')
  if (typeof password === 'string') {
    assertLongEnough(password)
    return KeyRing.fromPassword(password)
  }
  const entries = Object.entries(password)
  if (entries.length === 0) throw misuse(EMPTY_MAP, HIGHEST_SEALS)
  for (const [id, secret] of entries) {
    if (!Number.isInteger(Number(id))) throw misuse(badPasswordId(id), HIGHEST_SEALS)
    assertLongEnough(secret)
  }
  return KeyRing.fromMap(password)
}

/** Throws where no entry of the map is the highest number as it is written in a seal: `' 2 '`, say. */
export function assertCanSeal(ring: KeyRing): void {
  if (ring.primary === undefined) throw misuse(UNUSABLE_MAP, HIGHEST_SEALS)
}

/** The key ring of `sealData`, which checks a password only when it is used. */
export function sealingRing(password: string | PasswordsMap | undefined): KeyRing {
  const ring =
    typeof password === 'string' ? ringOfText(password) : KeyRing.fromMap(mapOf(password))
  assertCanSeal(ring)
  return ring
}

/**
 * The key ring of `unsealData`. Here the ids may be any text, because a seal of @hapi/iron may carry any; `default` is for
 * seals without one.
 */
export function unsealingRing(password: string | PasswordsMap | undefined): KeyRing {
  const ring = typeof password === 'string' ? ringOfText(password) : anyIdRing(password)
  if (ring.size === 0) throw misuse(UNUSABLE_MAP, HIGHEST_SEALS)
  for (const key of ring.keys()) assertUsableKey(key)
  return ring
}

/** Rings of single passwords, which come with every call of `sealData`. */
const rings = new Kept<KeyRing>(64)

function ringOfText(password: string): KeyRing {
  return rings.get(password, () => KeyRing.fromPassword(password))
}

function anyIdRing(password: PasswordsMap | undefined): KeyRing {
  const map = mapOf(password)
  const unnamed = Object.hasOwn(map, 'default') ? map['default'] : undefined
  return KeyRing.fromMap(unnamed === undefined ? map : { ...map, '': unnamed })
}

function mapOf(password: PasswordsMap | undefined): PasswordsMap {
  if (typeof password === 'object' && password !== null) return password
  throw misuse(MISSING_PASSWORD, 'Is the environment variable set that it is read from?')
}

function assertLongEnough(secret: unknown): void {
  if (typeof secret === 'string' && secret.length >= MIN_PASSWORD_LENGTH) return
  throw misuse(SHORT_PASSWORD, 'Generate one with `openssl rand -base64 32`.')
}

function misuse(message: string, hint: string): SessionError {
  return new SessionError('ERR_IRONSEAL_PASSWORD', message, { option: 'password', hint })
}
