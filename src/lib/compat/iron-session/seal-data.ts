import { parseJson, writeJson } from '../../bytes/json.ts'
import { type RejectReason, SessionError } from '../../errors.ts'
import type { KeyRing } from '../../keys/key-ring.ts'
import { fixedKeys } from '../../keys/key-source.ts'
import { sealerOf } from '../../options/config.ts'
import { createIronFormat } from '../../seal/iron.ts'
import type { Sealer, Unsealed } from '../../seal/sealer.ts'
import { decodeNested } from '../../session/envelope.ts'
import { isPlainObject } from '../../session/json-object.ts'
import { expiryOf, isExpired } from '../../session/lifetime.ts'
import { dataLifetime } from './lifetimes.ts'
import { describeRejection, sealTooLong } from './messages.ts'
import { sealingRing, unsealingRing } from './passwords.ts'
import { assertLossless } from './serializable.ts'
import type { PasswordsMap, SessionOptions } from './types.ts'

/** The longest seal that `unsealData` looks at, in characters. */
const MAX_LENGTH = 1024 * 1024

/** An Iron seal is bound to nothing. */
const NO_CONTEXT = { purpose: '', name: '' }

/**
 * Seals any JSON value, for a link, a form or a queue.
 *
 * A value sealed here and a session sealed with the same password cannot be told apart: use another password for links.
 *
 * @param options `password` as for sessions; `ttl` in seconds, default 1209600 (14 days), `0` for ever.
 * @throws SessionError when the password is too short, or the value is no JSON or longer than `unsealData` reads: a mebibyte.
 * @example
 * const seal = await sealData({ userId: 230 }, { password, ttl: 15 * 60 })
 */
export async function sealData(
  data: unknown,
  { password, ttl }: { password: string | PasswordsMap | undefined; ttl?: number | undefined },
): Promise<string> {
  const sealer = ironSealer(sealingRing(password))
  // Of an object at the top, whatever its class, the own entries are sealed.
  const value: unknown = isPlainObject(data) ? { ...data } : data
  assertLossless(value)
  const expires = expiryOf(dataLifetime(ttl), Date.now())
  const sealing = sealer.seal({ json: writeJson(value), expires }, NO_CONTEXT)
  // A promise that is there already would cost another turn of the queue; below as well.
  const seal = sealing instanceof Promise ? await sealing : sealing
  if (seal.length <= MAX_LENGTH) return seal
  throw new SessionError('ERR_IRONSEAL_DATA', sealTooLong(seal.length, MAX_LENGTH), {
    option: 'data',
    hint: 'Seal an id and keep the data in your database.',
  })
}

/**
 * Opens a seal of `sealData`; `{}` for one that cannot be opened, after `onUnsealError` was told why.
 *
 * @throws SessionError when a password is too short, and TypeError when the seal is no string.
 * @example
 * const { userId } = await unsealData<{ userId?: number }>(seal, { password })
 */
export async function unsealData<Data = unknown>(
  seal: string,
  {
    password,
    onUnsealError,
  }: Pick<SessionOptions, 'password' | 'onUnsealError'> & { ttl?: number | undefined },
): Promise<Data> {
  if (typeof seal !== 'string') {
    throw new TypeError('iron-session: Bad usage. unsealData needs a seal, which is a string.')
  }
  const opening = ironSealer(unsealingRing(password, seal)).unseal(seal, NO_CONTEXT)
  const opened = valueIn(opening instanceof Promise ? await opening : opening)
  if (opened.ok) return opened.value as Data
  const { reason, message } = describeRejection(opened.reason)
  await (onUnsealError?.(reason, new Error(message)) as unknown)
  return {} as Data
}

type OpenedData =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly reason: RejectReason }

function valueIn(unsealed: Unsealed): OpenedData {
  if (!unsealed.ok) return unsealed
  if (isExpired(unsealed.content.expires, dataLifetime(0), Date.now()))
    return { ok: false, reason: 'expired' }
  const value = parseJson(unsealed.content.json)
  if (value === undefined) return { ok: false, reason: 'malformed' }
  // Version 6 and next-iron-session sealed `{ persistent, flash }`; `null` has always been read as an empty object.
  return { ok: true, value: decodeNested(value)?.data ?? value ?? {} }
}

/** Iron only: what `createSessions` and the root's `sealData` make is bound to a use that is not known here. */
function ironSealer(ring: KeyRing): Sealer {
  const known = sealers.get(ring)
  if (known !== undefined) return known
  const fresh = sealerOf(fixedKeys(ring), [IRON], MAX_LENGTH)
  sealers.set(ring, fresh)
  return fresh
}

const IRON = createIronFormat('~2')
const sealers = new WeakMap<KeyRing, Sealer>()
