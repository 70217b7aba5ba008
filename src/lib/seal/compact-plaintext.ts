import type { Bytes } from '../bytes/bytes.ts'
import { concatBytes } from '../bytes/concat.ts'
import { readUint, writeUint } from '../bytes/integers.ts'
import { decodeUtf8, utf8Length, writeUtf8 } from '../bytes/utf8.ts'
import { SessionError } from '../errors.ts'
import type { SealContent } from './format.ts'

/* The plaintext of a compact seal (docs/spec/compact.md §4). */

const HAS_SID = 1
const IS_PADDED = 2
const HAS_NO_EXPIRY = 4
const HAS_META = 8
const IS_TRANSIENT = 16
const KNOWN_FLAGS = 31

const CREATED_BYTES = 6
const AGE_BYTES = 5
const TTL_BYTES = 4
export const SID_BYTES = 16
const META_LENGTH_BYTES = 2
const CREATED_AT = 1
const AGE_AT = CREATED_AT + CREATED_BYTES
const TTL_AT = AGE_AT + AGE_BYTES
const HEADER_BYTES = TTL_AT + TTL_BYTES
const PADDED_MULTIPLE = 64

/** Lays content out as bytes. Whole seconds only: a lifetime is rounded up to the next, and one second is the shortest. */
export function encodePlaintext(content: SealContent, padded: boolean): Bytes {
  const { sid, meta, expires } = content
  const { created, issued } = content.times ?? noTimes()
  // A clock that was put back, or that of another server, may be behind the one that the session began by.
  const age = Math.max(0, issued - created)
  const flags =
    (sid === undefined ? 0 : HAS_SID) |
    (padded ? IS_PADDED : 0) |
    (expires === undefined ? HAS_NO_EXPIRY : 0) |
    (meta === undefined ? 0 : HAS_META) |
    (content.transient === true ? IS_TRANSIENT : 0)

  const metaLength = meta === undefined ? 0 : utf8Length(meta)
  const sidEnd = HEADER_BYTES + (sid === undefined ? 0 : SID_BYTES)
  const jsonAt = sidEnd + (meta === undefined ? 0 : META_LENGTH_BYTES + metaLength)
  const length = jsonAt + utf8Length(content.json)

  // Written into one piece of memory: joining pieces took as long as encrypting them.
  const plaintext = new Uint8Array(padded ? paddedLength(length) : length)
  plaintext[0] = flags
  writeFitting(plaintext, CREATED_AT, created, CREATED_BYTES)
  writeFitting(plaintext, AGE_AT, age, AGE_BYTES)
  writeFitting(plaintext, TTL_AT, secondsUntil(expires, created + age), TTL_BYTES)
  if (sid !== undefined) plaintext.set(fullId(sid), HEADER_BYTES)
  if (meta !== undefined) {
    writeFitting(plaintext, sidEnd, metaLength, META_LENGTH_BYTES)
    writeUtf8(meta, plaintext, sidEnd + META_LENGTH_BYTES)
  }
  writeUtf8(content.json, plaintext, jsonAt)
  // ISO 7816-4: one 0x80, then zeros.
  if (padded) plaintext[length] = 0x80
  return plaintext
}

/** Takes authentic bytes apart; `undefined` for a layout that no sealer writes. */
export function decodePlaintext(bytes: Bytes): SealContent | undefined {
  const flags = bytes[0] ?? 255
  if (flags > KNOWN_FLAGS) return undefined
  const created = readUint(bytes, CREATED_AT, CREATED_BYTES)
  const issued = created + readUint(bytes, AGE_AT, AGE_BYTES)
  const ttl = readUint(bytes, TTL_AT, TTL_BYTES)
  // A lifetime of zero is either "for ever", said in the flags, or nonsense.
  if ((ttl === 0) !== ((flags & HAS_NO_EXPIRY) !== 0)) return undefined

  const body = readBody(bytes, flags)
  if (body === undefined) return undefined
  return {
    json: body.json,
    expires: ttl === 0 ? undefined : issued + ttl * 1000,
    times: { created, issued },
    sid: body.sid,
    meta: body.meta,
    transient: (flags & IS_TRANSIENT) !== 0,
  }
}

type Body = Pick<SealContent, 'sid' | 'meta' | 'json'>

function readBody(bytes: Bytes, flags: number): Body | undefined {
  const end = (flags & IS_PADDED) === 0 ? bytes.length : paddingStart(bytes)
  const sidEnd = HEADER_BYTES + ((flags & HAS_SID) === 0 ? 0 : SID_BYTES)
  const metaStart = sidEnd + ((flags & HAS_META) === 0 ? 0 : META_LENGTH_BYTES)
  const metaEnd =
    metaStart + ((flags & HAS_META) === 0 ? 0 : readUint(bytes, sidEnd, META_LENGTH_BYTES))
  if (metaEnd >= end) return undefined

  const json = decodeUtf8(bytes, metaEnd, end)
  const meta = (flags & HAS_META) === 0 ? undefined : decodeUtf8(bytes, metaStart, metaEnd)
  if (json === undefined || (meta === undefined && (flags & HAS_META) !== 0)) return undefined
  // Not `slice`, which in a Buffer would be a view.
  const sid =
    (flags & HAS_SID) === 0 ? undefined : concatBytes(bytes.subarray(HEADER_BYTES, sidEnd))
  return { sid, meta, json }
}

function paddedLength(length: number): number {
  return Math.ceil((length + 1) / PADDED_MULTIPLE) * PADDED_MULTIPLE
}

/** Where the padding begins; 0, behind which no body ends, where it is not as it is written here. */
function paddingStart(bytes: Bytes): number {
  if (bytes.length % PADDED_MULTIPLE !== 0) return 0
  let at = bytes.length - 1
  while (at > bytes.length - PADDED_MULTIPLE && bytes[at] === 0) at--
  return bytes[at] === 0x80 ? at : 0
}

/** Zero stands for "no end", so what ends now or ended before lasts for the one second that can be written. */
function secondsUntil(expires: number | undefined, issued: number): number {
  return expires === undefined ? 0 : Math.max(1, Math.ceil((expires - issued) / 1000))
}

function fullId(sid: Bytes): Bytes {
  if (sid.length === SID_BYTES) return sid
  throw new SessionError('ERR_IRONSEAL_USAGE', `The id of a session has ${SID_BYTES} bytes`)
}

function writeFitting(bytes: Bytes, at: number, value: number, length: number): void {
  if (Number.isSafeInteger(value) && value >= 0 && value < 256 ** length) {
    writeUint(bytes, at, value, length)
    return
  }
  throw new SessionError(
    'ERR_IRONSEAL_DATA',
    'A time or a length does not fit into a compact seal',
    {
      hint: 'Lifetimes are at most 136 years, a session at most 34 years old, and flash data at most 64 kB.',
    },
  )
}

function noTimes(): never {
  throw new SessionError('ERR_IRONSEAL_USAGE', 'A compact seal needs the times of what it seals')
}
