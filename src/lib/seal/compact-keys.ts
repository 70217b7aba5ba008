import type { Bytes } from '../bytes/bytes.ts'
import { readUint } from '../bytes/integers.ts'
import { concatBytes } from '../bytes/concat.ts'
import { encodeUtf8 } from '../bytes/utf8.ts'
import { SessionError } from '../errors.ts'
import { Kept } from '../kept.ts'
import { Key } from '../keys/key.ts'
import type { KeyRing } from '../keys/key-ring.ts'
import { equalBytes } from '../platform/equal.ts'
import type { Platform } from '../platform/platform.ts'
import { after, all, type MaybePromise } from '../platform/maybe-promise.ts'
import type { SealContext } from './format.ts'
import { prepareXaesKey, type XaesKey } from './xaes.ts'

/* Keys of the compact format (docs/spec/compact.md §2). */

export const LABEL = 'ironseal/seal/v1'
/** 10110001: its first six bits are an `s` in base64url. */
export const VERSION = 0xb1
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
  /** How every seal of this key begins. */
  readonly head: Bytes
  readonly xaes: XaesKey
  /** The additional data of its seals, by what they are bound to: see `compact-context.ts`. */
  readonly contexts: Kept<Bytes>
  /** The one that was asked for last. */
  last: { readonly context: SealContext; readonly data: Bytes } | undefined
}

// Derived once per key: HKDF costs more than a whole seal. A WeakMap, so that nothing outlives its key or shows in an inspection.
const derived = new WeakMap<Key, CompactKey>()
const rings = new WeakMap<KeyRing, KidIndex>()

/** The keys by the slots of their ids: mostly one, or several entries of a ring that hold the same secret. */
export type KidIndex = ReadonlyMap<number, readonly CompactKey[]>

/**
 * The key and the key id that belong to a secret.
 *
 * @throws SessionError `ERR_IRONSEAL_PASSWORD` for a secret that is too short or is none.
 */
export function deriveCompactKey(platform: Platform, key: Key): MaybePromise<CompactKey> {
  // First of all: making bytes of the secret takes longer than looking it up.
  const known = derived.get(key)
  if (known !== undefined) return known
  const secret = Key.material(key)
  if (secret === undefined) throw noSecret()
  return derive(platform, key, secret)
}

/** The keys of a ring by their ids, where they were asked for before. */
export function knownKids(ring: KeyRing): KidIndex | undefined {
  return rings.get(ring)
}

/** The key that a key id names; `undefined` where none does, or not any more. No other key is ever tried. */
export function findCompactKey(
  kids: KidIndex,
  ring: KeyRing,
  kid: Uint8Array,
): CompactKey | undefined {
  const now = Date.now()
  let found: CompactKey | undefined
  for (const compact of kids.get(slotOf(kid)) ?? NONE) {
    if (!equalBytes(compact.kid, kid) || !compact.key.unseals(now)) continue
    // Of entries with one secret, the one that seals: what it sealed is not stale, whatever the others are called.
    if (found === undefined || ring.isCurrent(compact.key, now)) found = compact
  }
  return found
}

const NONE: readonly CompactKey[] = []
/** An application has a handful of purposes and audiences; tenants may be many. */
const MOST_CONTEXTS = 64

/**
 * A number for a key id, as the key of a map. It depends on every byte, so that the time in which an unknown key id is refused says
 * nothing of where it differs from a known one.
 */
function slotOf(kid: Uint8Array): number {
  return readUint(kid, 0, 4) ^ readUint(kid, 4, 4) ^ readUint(kid, 8, 4) ^ readUint(kid, 12, 4)
}

/**
 * Derives the keys of a ring and finds their ids.
 *
 * @throws SessionError `ERR_IRONSEAL_PASSWORD` for a ring in which one key id stands for two secrets.
 */
export function kidsOf(platform: Platform, ring: KeyRing): MaybePromise<KidIndex> {
  const secrets = new Map<Key, Bytes>()
  for (const key of ring.keys()) {
    const secret = Key.material(key)
    // Without one it cannot have sealed anything; who seals with it is told, who reads a cookie is not.
    if (secret !== undefined) secrets.set(key, secret)
  }
  const deriving = Array.from(secrets, ([key, secret]) => derive(platform, key, secret))
  return after(all(deriving), (keys) => {
    const index = indexBySlot(keys, secrets)
    rings.set(ring, index)
    return index
  })
}

function indexBySlot(keys: readonly CompactKey[], secrets: ReadonlyMap<Key, Bytes>): KidIndex {
  const index = new Map<number, CompactKey[]>()
  for (const compact of keys) {
    const { key, kid } = compact
    const slot = slotOf(kid)
    const others = index.get(slot) ?? []
    for (const other of others) {
      if (!equalBytes(other.kid, kid)) continue
      const theirs = secrets.get(other.key) as Bytes
      if (!equalBytes(theirs, secrets.get(key) as Bytes)) throw ambiguousKid()
    }
    index.set(slot, [...others, compact])
  }
  return index
}

/** The id and the key come from the secret side by side: neither needs the other. */
function derive(platform: Platform, key: Key, secret: Bytes): MaybePromise<CompactKey> {
  const known = derived.get(key)
  if (known !== undefined) return known
  const encryptionKey = platform.hkdfSha256(secret, PRK_SALT, KEY_INFO, KEY_BYTES)
  const deriving = all([
    platform.hkdfSha256(secret, PRK_SALT, KID_INFO, KID_BYTES),
    after(encryptionKey, (bytes) => prepareXaesKey(platform, bytes)),
  ])
  return after(deriving, ([kid, xaes]) => {
    const head = concatBytes(Uint8Array.of(VERSION), kid)
    const contexts = new Kept<Bytes>(MOST_CONTEXTS)
    const fresh: CompactKey = { key, kid, head, xaes, contexts, last: undefined }
    derived.set(key, fresh)
    return fresh
  })
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
