import type { Bytes } from '../bytes/bytes.ts'
import { encodeHex } from '../bytes/hex.ts'
import { encodeUtf8 } from '../bytes/utf8.ts'
import { SessionError } from '../errors.ts'
import { Key } from '../keys/key.ts'
import type { KeyRing } from '../keys/key-ring.ts'
import type { Platform } from '../platform/platform.ts'
import { type Steps, wait } from '../platform/steps.ts'
import { prepareXaesKey, type XaesKey } from './xaes.ts'

/* Keys of the compact format (docs/spec/compact.md §2). */

export const LABEL = 'ironseal/seal/v1'
export const KID_BYTES = 16
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

// Derived once per secret: HKDF costs more than a whole seal. A WeakMap, so that nothing outlives its key or shows in an inspection.
const derived = new WeakMap<Key, CompactKey>()
const rings = new WeakMap<KeyRing, ReadonlyMap<string, CompactKey>>()

/** The key and the key id that belong to a secret. */
export function* deriveCompactKey(platform: Platform, key: Key): Steps<CompactKey> {
  const known = derived.get(key)
  if (known !== undefined) return known
  const secret = Key.material(key)
  const kid = yield* wait(platform.hkdfSha256(secret, PRK_SALT, KID_INFO, KID_BYTES))
  const encryptionKey = yield* wait(platform.hkdfSha256(secret, PRK_SALT, KEY_INFO, KEY_BYTES))
  const fresh = { key, kid, xaes: yield* prepareXaesKey(platform, encryptionKey) }
  derived.set(key, fresh)
  return fresh
}

/**
 * The key of a ring that a key id names; `undefined` where none does. No other key is ever tried.
 *
 * @throws SessionError `ERR_IRONSEAL_PASSWORD` for a ring in which one key id stands for two secrets.
 */
export function* findCompactKey(
  platform: Platform,
  ring: KeyRing,
  kid: Uint8Array,
): Steps<CompactKey | undefined> {
  const known = rings.get(ring) ?? (yield* indexRing(platform, ring))
  return known.get(encodeHex(kid))
}

function* indexRing(platform: Platform, ring: KeyRing): Steps<ReadonlyMap<string, CompactKey>> {
  const index = new Map<string, CompactKey>()
  for (const key of ring.keys()) {
    const compact = yield* deriveCompactKey(platform, key)
    const id = encodeHex(compact.kid)
    const earlier = index.get(id)
    if (earlier !== undefined && !hasSameSecret(earlier.key, key)) throw ambiguousKid()
    if (earlier === undefined) index.set(id, compact)
  }
  rings.set(ring, index)
  return index
}

function hasSameSecret(left: Key, right: Key): boolean {
  const ours = Key.material(left)
  const theirs = Key.material(right)
  return ours.length === theirs.length && ours.every((byte, at) => byte === theirs[at])
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
