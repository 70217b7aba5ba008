import type { Bytes } from '../bytes/bytes.ts'
import { SessionError } from '../errors.ts'
import type { MaybePromise } from '../platform/maybe-promise.ts'
import { type FetchSettings, fetchedKeys } from './fetched-keys.ts'
import { Key } from './key.ts'
import { KeyRing } from './key-ring.ts'
import { claimsEncoding, toBytes } from './secret.ts'
import { assertStrongSecret } from './strength.ts'

/** An entry of a key ring: a secret, and optionally its id in Iron seals and when it may be used. */
export interface KeyEntry {
  readonly password: string | Bytes | undefined
  /** The id in Iron seals. Default: its place counted from the end, so that the last entry has the id 1. */
  readonly id?: number | string | undefined
  /** From then on it may seal; until then it only unseals, so that every server knows it before any uses it. */
  readonly sealFrom?: Date | undefined
  /** From then on nothing that it sealed is accepted. */
  readonly retireAt?: Date | undefined
}

/** Secrets in order: the first that may seal does, all unseal. One string may hold several encoded keys, with spaces between. */
export type Secrets = string | Bytes | readonly (string | Bytes | KeyEntry)[] | undefined

/** Secrets, or a function that fetches them: at the first use, and again when a seal names a key that is not known. */
export type PasswordOption = Secrets | (() => Secrets | Promise<Secrets>)

/** Where the keys of an application come from. */
export interface KeySource {
  /** Whether `current` gives the ring at once, at the first use too. */
  readonly synchronous: boolean
  current(): MaybePromise<KeyRing>
  /** The ring fetched anew, for a key id that is not in it; `undefined` when that was done a moment ago. */
  refresh(): MaybePromise<KeyRing | undefined>
}

export interface KeySourceSettings extends FetchSettings {
  /** Take weak passwords, for tests. */
  readonly allowWeakPassword: boolean
}

/** Makes the source of the `password` option. Nothing is checked before the first use: a build has no secrets. */
export function createKeySource(password: PasswordOption, settings: KeySourceSettings): KeySource {
  if (typeof password !== 'function') return fixedSource(password, settings)
  const fetch = async (): Promise<KeyRing> => createRing(await password(), settings)
  return { synchronous: false, ...fetchedKeys(fetch, settings) }
}

/** The source of a ring that is already there. */
export function fixedKeys(ring: KeyRing): KeySource {
  return { synchronous: true, current: () => ring, refresh: () => undefined }
}

function fixedSource(secrets: Secrets, settings: KeySourceSettings): KeySource {
  // Copied now, judged at the first use: whoever wipes its key after handing it over must not make us seal with zeros.
  const entries = listEntries(secrets)
  let ring: KeyRing | undefined
  return {
    synchronous: true,
    current: () => (ring ??= ringOf(entries, settings)),
    refresh: () => undefined,
  }
}

/** Checks secrets and puts them into a ring. */
export function createRing(secrets: unknown, settings: KeySourceSettings): KeyRing {
  return ringOf(listEntries(secrets), settings)
}

function ringOf(entries: readonly KeyEntry[], { allowWeakPassword }: KeySourceSettings): KeyRing {
  if (entries.length === 0) throw missing('password')
  const keys = entries.map(({ password, id, sealFrom, retireAt }, index) => {
    const option = entries.length === 1 ? 'password' : `password[${index}]`
    if (password === undefined || password === null || password === '') throw missing(option)
    assertStrongSecret(password, option, allowWeakPassword)
    const dates = {
      sealFrom: dateOf(sealFrom, `${option}.sealFrom`),
      retireAt: dateOf(retireAt, `${option}.retireAt`),
    }
    return new Key(String(id ?? entries.length - index), password, dates)
  })
  return KeyRing.fromKeys(keys)
}

function listEntries(secrets: unknown): KeyEntry[] {
  const list: unknown[] = Array.isArray(secrets) ? secrets : splitEncoded(secrets)
  return list.map((entry) => {
    const bytes = toBytes(entry)
    if (bytes !== undefined) return { password: bytes }
    if (typeof entry !== 'object' || entry === null) return { password: entry as undefined }
    const { password, ...rest } = entry as KeyEntry
    return { ...rest, password: toBytes(password) ?? password }
  })
}

/** Encoded keys hold no spaces and no commas, so several of them can share one text; a password may hold both. */
function splitEncoded(secrets: unknown): unknown[] {
  if (typeof secrets !== 'string') return [secrets]
  const parts = secrets.split(/[\s,]/).filter(Boolean)
  return parts.length > 1 && parts.every(claimsEncoding) ? parts : [secrets]
}

function dateOf(date: unknown, option: string): number | undefined {
  if (date === undefined) return undefined
  if (date instanceof Date && !Number.isNaN(date.getTime())) return date.getTime()
  throw new SessionError('ERR_IRONSEAL_OPTION', `option \`${option}\` must be a valid Date`, {
    option,
  })
}

function missing(option: string): SessionError {
  return new SessionError('ERR_IRONSEAL_PASSWORD', `option \`${option}\` is missing`, {
    option,
    hint: 'Is the environment variable set that it is read from?',
  })
}
