import { encodeBase64url } from '../bytes/base64url.ts'
import { Kept } from '../kept.ts'
import {
  createKeySource,
  type KeyEntry,
  type KeySource,
  type KeySourceSettings,
  type PasswordOption,
} from './key-source.ts'
import { toBytes } from './secret.ts'

/*
 * The key sources of functions that are given the password at every call, such as `sealData`. Deriving keys takes ten times as long as
 * a seal, and a function that fetches must not be asked for every seal.
 */

const MOST = 64
/** Strong secrets, and any, as the settings ask; by text, which is hashed once. */
const ofTexts = { strong: new Kept<KeySource>(MOST), any: new Kept<KeySource>(MOST) }
const ofBytes = { strong: new Kept<KeySource>(MOST), any: new Kept<KeySource>(MOST) }
const ofObjects = new WeakMap<object, KeptSource>()

interface KeptSource {
  readonly source: KeySource
  readonly settings: KeySourceSettings
  /** What a list held when the source was made of it. */
  readonly entries: readonly unknown[]
}

/** The source of these secrets: the one that was made before, as long as they are the same. */
export function keptKeySource(password: PasswordOption, settings: KeySourceSettings): KeySource {
  const strength = settings.allowWeakPassword ? 'any' : 'strong'
  if (typeof password === 'string')
    return ofTexts[strength].get(password, () => createKeySource(password, settings))
  const bytes = toBytes(password)
  // By content: its owner may write another key into the same memory.
  if (bytes !== undefined)
    return ofBytes[strength].get(encodeBase64url(bytes), () => createKeySource(bytes, settings))
  if (typeof password === 'function') return byObject(password, password, settings, [])
  const entries = Array.isArray(password) ? snapshotOf(password) : undefined
  return entries === undefined
    ? createKeySource(password, settings)
    : byObject(password as object, password, settings, entries)
}

function byObject(
  object: object,
  password: PasswordOption,
  settings: KeySourceSettings,
  entries: readonly unknown[],
): KeySource {
  const known = ofObjects.get(object)
  if (known !== undefined && isSame(known.settings, settings) && isEqual(known.entries, entries))
    return known.source
  const source = createKeySource(password, settings)
  ofObjects.set(object, { source, settings, entries })
  return source
}

function isSame(first: KeySourceSettings, second: KeySourceSettings): boolean {
  return (
    first.allowWeakPassword === second.allowWeakPassword &&
    first.refreshWindow === second.refreshWindow
  )
}

function isEqual(first: readonly unknown[], second: readonly unknown[]): boolean {
  return first.length === second.length && first.every((value, at) => value === second[at])
}

/** What a list holds, as values that tell any change of it; `undefined` where something in it may change unseen. */
function snapshotOf(list: readonly (string | Uint8Array | KeyEntry)[]): unknown[] | undefined {
  const values: unknown[] = []
  for (const entry of list) {
    if (typeof entry === 'string') {
      values.push(entry)
      continue
    }
    if (typeof entry !== 'object' || entry === null || !('password' in entry)) return undefined
    const { password, id, sealFrom, retireAt } = entry
    if (typeof password !== 'string') return undefined
    values.push(password, id, sealFrom?.getTime(), retireAt?.getTime())
  }
  return values
}
