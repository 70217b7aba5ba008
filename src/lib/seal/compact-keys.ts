import type { Bytes } from '../bytes/bytes.ts'
import { encodeUtf8 } from '../bytes/utf8.ts'
import { SessionError } from '../errors.ts'
import { Key } from '../keys/key.ts'
import type { KeyRing } from '../keys/key-ring.ts'
import { equalBytes } from '../platform/equal.ts'
import type { Platform } from '../platform/platform.ts'
import { type Steps, wait } from '../platform/steps.ts'
import { prepareXaesKey, type XaesKey } from './xaes.ts'

/* Keys of the compact format (docs/spec/compact.md §2). */

export const LABEL = 'ironseal/seal/v1'
const KID_BYTES = 16
/** The version and the key id, with which a seal begins. */
export const HEAD_BYTES: number = 1 + KID_BYTES
const KEY_BYTES = 32

const PRK_SALT = encodeUtf8(`${LABEL} extract`)
const KID_INFO = encodeUtf8(`${LABEL} key id`)
const KEY_INFO = encodeUtf8(`${LABEL} xaes-256-gcm key`)

/** What is derived from one secret. */
export interface CompactKey {
  readonly key: Key
  readonly kid: Bytes
  readonly xaes: XaesKey
}

// Derived once per key: HKDF costs more than a whole seal. A WeakMap, so that nothing outlives its key or shows in an inspection.
const derived = new WeakMap<Key, CompactKey>()
const rings = new WeakMap<KeyRing, KidIndex>()

/** The keys of each key id: one, or several entries of a ring that hold the same secret. */
type KidIndex = ReadonlyMap<string, readonly CompactKey[]>

/**
 * The key and the key id that belong to a secret.
 *
 * @throws SessionError `ERR_IRONSEAL_PASSWORD` for a secret that is too short or is none.
 */
export function* deriveCompactKey(platform: Platform, key: Key): Steps<CompactKey> {
  // First of all: making bytes of the secret takes longer than looking it up.
  const known = derived.get(key)
  if (known !== undefined) return known
  const secret = Key.material(key)
  if (secret === undefined) throw noSecret()
  return yield* derive(platform, key, secret)
}

/**
 * The key of a ring that a key id names; `undefined` where none does, or not any more. No other key is ever tried.
 *
 * @throws SessionError `ERR_IRONSEAL_PASSWORD` for a ring in which one key id stands for two secrets.
 */
export function* findCompactKey(
  platform: Platform,
  ring: KeyRing,
  kid: Uint8Array,
): Steps<CompactKey | undefined> {
  const index = rings.get(ring) ?? (yield* indexRing(platform, ring))
  const now = Date.now()
  let found: CompactKey | undefined
  for (const compact of index.get(textOf(kid)) ?? NONE) {
    if (!compact.key.unseals(now)) continue
    // Of entries with one secret, the one that seals: what it sealed is not stale, whatever the others are called.
    if (found === undefined || ring.isCurrent(compact.key, now)) found = compact
  }
  return found
}

const NONE: readonly CompactKey[] = []

/** A key id as the key of a map: two bytes to a code unit, for short. */
function textOf(kid: Uint8Array): string {
  let text = ''
  for (let at = 0; at < kid.length; at += 2)
    text += String.fromCharCode(((kid[at] as number) << 8) | (kid[at + 1] as number))
  return text
}

function* indexRing(platform: Platform, ring: KeyRing): Steps<KidIndex> {
  const index = new Map<string, CompactKey[]>()
  const secrets = new Map<string, Bytes>()
  for (const key of new Set(ring.keys())) {
    const secret = Key.material(key)
    // It cannot have sealed anything; who seals with it is told, who reads a cookie is not.
    if (secret === undefined) continue
    const compact = yield* derive(platform, key, secret)
    const id = textOf(compact.kid)
    if (!equalBytes(secrets.get(id) ?? secret, secret)) throw ambiguousKid()
    secrets.set(id, secret)
    index.set(id, [...(index.get(id) ?? []), compact])
  }
  rings.set(ring, index)
  return index
}

function* derive(platform: Platform, key: Key, secret: Bytes): Steps<CompactKey> {
  const known = derived.get(key)
  if (known !== undefined) return known
  const kid = yield* wait(platform.hkdfSha256(secret, PRK_SALT, KID_INFO, KID_BYTES))
  const encryptionKey = yield* wait(platform.hkdfSha256(secret, PRK_SALT, KEY_INFO, KEY_BYTES))
  const fresh = { key, kid, xaes: yield* prepareXaesKey(platform, encryptionKey) }
  derived.set(key, fresh)
  return fresh
}

function noSecret(): SessionError {
  return new SessionError(
    'ERR_IRONSEAL_PASSWORD',
    'A compact seal needs a secret of at least 32 characters or bytes',
    { option: 'password', hint: 'Generate one with `openssl rand -base64 32`.' },
  )
}

function ambiguousKid(): SessionError {
  return new SessionError(
    'ERR_IRONSEAL_PASSWORD',
    'Two secrets of the key ring have the same key id',
    {
      option: 'password',
      hint: 'This does not happen by chance. Generate new secrets and find out where these came from.',
    },
  )
}
