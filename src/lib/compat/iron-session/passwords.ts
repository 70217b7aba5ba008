import { SessionError } from '../../errors.ts'
import { Kept } from '../../kept.ts'
import { KeyRing } from '../../keys/key-ring.ts'
import { assertUsableKey, MIN_PASSWORD_LENGTH } from '../../keys/password.ts'
import { peekPasswordId } from '../../seal/iron-text.ts'
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
export function unsealingRing(password: string | PasswordsMap | undefined, seal: string): KeyRing {
  if (typeof password === 'string') return usable(ringOfText(password))
  const map = mapOf(password)
  const known = ringsOfMaps.get(map)
  if (known !== undefined && isUnchanged(map, known, peekPasswordId(seal))) return known
  const fresh = usable(anyIdRing(map))
  ringsOfMaps.set(map, fresh)
  return fresh
}

function usable(ring: KeyRing): KeyRing {
  if (ring.size === 0) throw misuse(UNUSABLE_MAP, HIGHEST_SEALS)
  for (const key of ring.keys()) assertUsableKey(key)
  return ring
}

/** Rings of single passwords, which come with every call of `sealData`. */
const ringsOfTexts = new Kept<KeyRing>(64)

function ringOfText(password: string): KeyRing {
  return ringsOfTexts.get(password, () => KeyRing.fromPassword(password))
}

/** Rings of maps for unsealing. To walk through a hundred passwords took as long as the unsealing itself. */
const ringsOfMaps = new WeakMap<PasswordsMap, KeyRing>()

/** Whether the one entry that a seal names is the one that it was when the ring was made: the others do not matter to it. */
function isUnchanged(map: PasswordsMap, ring: KeyRing, id: string | undefined): boolean {
  // A seal without an id may mean two of them.
  if (id === undefined || id === '' || !Object.hasOwn(map, id)) return false
  const secret: unknown = map[id]
  return typeof secret === 'string' && ring.find(id)?.holds(secret) === true
}

function anyIdRing(map: PasswordsMap): KeyRing {
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
