import { parseJson, writeJson } from './bytes/json.ts'
import type { RejectReason } from './errors.ts'
import { keptKeySource } from './keys/kept-key-sources.ts'
import type { KeySource, PasswordOption } from './keys/key-source.ts'
import { sealerOf } from './options/config.ts'
import { misuse } from './options/option-checks.ts'
import { contextOf, type SealUse } from './options/seal-use.ts'
import { keySettings } from './options/sessions-options.ts'
import { createCompactFormat } from './seal/compact.ts'
import type { Sealer } from './seal/sealer.ts'
import { isPlainObject } from './session/json-object.ts'

/** The options of `sealData`. */
export interface SealDataOptions extends SealUse {
  /** The secret, as for `createSessions`. */
  readonly password: PasswordOption
  /** How long the seal is good, in seconds, at most 136 years; a fraction counts as a second. Default 1209600 (14 days); `0` means for ever. */
  readonly ttl?: number | undefined
  /** Hides the size of the data in steps of 64 bytes. Default `false`. */
  readonly padding?: boolean | undefined
  /** Takes passwords that can be guessed, for tests; they need 32 characters all the same. Default `false`. */
  readonly allowWeakPassword?: boolean | undefined
}

/** The options of `unsealData`: the same use as when it was sealed, or the seal does not open. */
export interface UnsealDataOptions extends SealUse {
  readonly password: PasswordOption
  /** The longest seal that is looked at, in characters. Default 16384. */
  readonly maxLength?: number | undefined
  readonly allowWeakPassword?: boolean | undefined
}

/** What came out of a seal, or why nothing did. */
export type UnsealedData<Data> =
  | {
      readonly ok: true
      readonly data: Data
      /** When it was sealed. */
      readonly issuedAt: Date
      /** When it ends; `undefined` for never. */
      readonly expiresAt: Date | undefined
    }
  | { readonly ok: false; readonly reason: RejectReason }

/** Another server's clock may be this far ahead, in milliseconds. */
const ISSUE_SKEW = 60_000
const DEFAULT_TTL = 14 * 24 * 3600
const DEFAULT_MAX_LENGTH = 16384

/**
 * Seals any JSON value for one purpose: a magic link, a confirmation, a message in a queue.
 *
 * A seal can be opened again and again until it ends. Bind it to what the action changes, and the action makes it void.
 *
 * @throws SessionError for a missing purpose, a weak password, a lifetime that is none, or data that is no JSON.
 * @example
 * const seal = await sealData({ userId: 230 }, { password, purpose: 'magic-link', ttl: 15 * 60 })
 */
export async function sealData(data: unknown, options: SealDataOptions): Promise<string> {
  const json = writeJson(data)
  const context = contextOf(options)
  const now = Date.now()
  const expires = expiryOf(now, options.ttl)
  const times = { created: now, issued: now }
  const { plain, padded } = sealersFor(options)
  const sealer = options.padding === true ? padded : plain
  return sealer.seal({ json, expires, times }, context)
}

/**
 * Opens a seal of `sealData`. Never throws or rejects for what the seal is.
 *
 * @throws SessionError for a missing purpose or a weak password.
 * @example
 * const opened = await unsealData<{ userId: number }>(seal, { password, purpose: 'magic-link' })
 * if (opened.ok) await logIn(opened.data.userId)
 */
export async function unsealData<Data = unknown>(
  seal: unknown,
  options: UnsealDataOptions,
): Promise<UnsealedData<Data>> {
  const context = contextOf(options)
  const { plain } = sealersFor(options)
  const maxLength = maxLengthOf(options.maxLength)
  if (typeof seal !== 'string') return { ok: false, reason: 'malformed' }
  if (seal.length > maxLength) return { ok: false, reason: 'oversize' }

  const opening = plain.unseal(seal, context)
  // A promise that is there already would cost another turn of the queue.
  const unsealed = opening instanceof Promise ? await opening : opening
  if (!unsealed.ok) return unsealed
  const { json, meta, expires, times } = unsealed.content
  const data = parseJson(json)
  if (data === undefined || (meta !== undefined && !isPlainObject(parseJson(meta))))
    return { ok: false, reason: 'malformed' }

  const now = Date.now()
  const issued = times?.issued ?? now
  if (issued > now + ISSUE_SKEW) return { ok: false, reason: 'invalid' }
  if (expires !== undefined && now >= expires) return { ok: false, reason: 'expired' }
  return {
    ok: true,
    data: data as Data,
    issuedAt: new Date(issued),
    expiresAt: expires === undefined ? undefined : new Date(expires),
  }
}

/** The sealers of a password. Both read the same; making them for every call took a third of a seal's time. */
interface Sealers {
  readonly plain: Sealer
  readonly padded: Sealer
}

const sealers = new WeakMap<KeySource, Sealers>()

function sealersFor(options: Pick<SealDataOptions, 'password' | 'allowWeakPassword'>): Sealers {
  const keys = keptKeySource(options.password, keySettings(options))
  const known = sealers.get(keys)
  if (known !== undefined) return known
  const fresh: Sealers = {
    plain: sealerOf(keys, [createCompactFormat(false)], Infinity),
    padded: sealerOf(keys, [createCompactFormat(true)], Infinity),
  }
  sealers.set(keys, fresh)
  return fresh
}

/** The most seconds that a seal can carry. */
const MAX_TTL = 2 ** 32 - 1

function expiryOf(now: number, ttl: unknown = DEFAULT_TTL): number | undefined {
  if (ttl === 0) return undefined
  if (typeof ttl === 'number' && ttl > 0 && ttl <= MAX_TTL) return now + Math.ceil(ttl) * 1000
  throw misuse(
    'ttl',
    `must be a number of seconds of at most 136 years, got ${typeof ttl === 'number' ? ttl : typeof ttl}`,
    'Leave it out for 14 days; `0` means for ever.',
  )
}

function maxLengthOf(maxLength: unknown = DEFAULT_MAX_LENGTH): number {
  if (typeof maxLength === 'number' && maxLength > 0) return maxLength
  throw misuse(
    'maxLength',
    'must be a number of characters above 0',
    `Leave it out for ${DEFAULT_MAX_LENGTH}.`,
  )
}
