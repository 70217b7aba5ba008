import type { RejectReason } from '../../errors.ts'
import type { Writability } from '../../exchange.ts'
import type { CookieLimit } from '../../transport/cookie-limit.ts'
import type { ChunkMessages } from '../../transport/chunked-transport.ts'
import { utf8Length } from '../../bytes/utf8.ts'
import { MAX_CHUNKS } from '../../transport/chunked-transport.ts'
import type { UnsealErrorReason } from './types.ts'

/*
 * What iron-session 9 says, so that applications and their tests need not change.
 */

export const BAD_USAGE =
  'iron-session: Bad usage: use getIronSession(req, res, options) or getIronSession(cookieStore, options).'
export const MISSING_COOKIE_NAME = 'iron-session: Bad usage. Missing cookie name.'
export const MISSING_PASSWORD = 'iron-session: Bad usage. Missing password.'
export const SHORT_PASSWORD =
  'iron-session: Bad usage. Password must be at least 32 characters long.'
export const EMPTY_MAP =
  "iron-session: Bad usage. The password map is empty, it must be keyed by numbers, for example { 1: 'your-password' }."
export const UNUSABLE_MAP =
  "iron-session: Bad usage. The password map has no usable entry, it must be a non-empty object keyed by numbers, for example { 1: 'your-password' }."
export const SAVED_AFTER_DESTROY =
  'iron-session: Cannot save a destroyed session that has data written back into it. session.destroy() signs the user out, and saving these fields would restore the cookie you just cleared, leaving the user signed in. Get a fresh session if you need to write one.'

export function badPasswordId(id: string): string {
  return `iron-session: Bad usage. Password ids must be integers, got ${JSON.stringify(id)}. Use { 1: '...', 2: '...' }.`
}

export function expiresInThePast(expires: Date): string {
  return `iron-session: Bad usage. cookieOptions.expires is in the past (${expires.toISOString()}), so the browser will discard the cookie and the session will never persist. This usually means the Date was created once at module scope. Use \`ttl\` instead.`
}

export function notSerializable(where: string): string {
  return `iron-session: The session data is not JSON serializable${where}. Store plain JSON values only: a Date must be stored as a timestamp (Date.now()) or an ISO string, and Map/Set/BigInt/functions are not supported.`
}

export function sealTooLong(length: number, most: number): string {
  return `iron-session: The seal would have ${length} characters, and unsealData reads ${most}.`
}

export const NOT_WRITABLE: Readonly<Record<Exclude<Writability, 'writable'>, string>> = {
  'headers-sent':
    'iron-session: Cannot set session cookie: session.save() was called after headers were sent. Make sure to call it before any res.send() or res.end()',
  'no-response': 'iron-session: Cannot set session cookie: there is no response to set it on.',
  'body-used':
    'iron-session: Cannot set session cookie: the response body has already been consumed, so the Set-Cookie header would be dropped. Call session.save() before returning or streaming the response.',
}

/** The whole `Set-Cookie` value counts, in bytes. */
export const COOKIE_LIMIT: CookieLimit = {
  measure: utf8Length,
  tooBig: (size) =>
    `iron-session: Cookie length is too big (${size} bytes), browsers will refuse it. Remove some data from the session, or set \`chunk: true\` to split it across several cookies.`,
}

export const CHUNK_MESSAGES: ChunkMessages = {
  splitElsewhere: (size) =>
    `iron-session: Cookie length is too big (${size} bytes) and \`chunk\` is not enabled here, but this session is already stored across several cookies. You have more than one options object and only some of them set \`chunk: true\`. Use the same options everywhere you call getIronSession, including middleware.`,
  tooManyChunks: (needed) =>
    `iron-session: The session needs ${needed} cookies and the maximum is ${MAX_CHUNKS}. Even at ${MAX_CHUNKS} the whole Cookie header is sent on every request and proxies commonly cap it at 8 KB, so raising this would fail at your CDN instead. Store an id in the session and keep the data in your database.`,
  noRoom: (overhead) =>
    `iron-session: The cookie name and options alone take ${overhead} bytes, which leaves no room for session data. Use a shorter cookie name.`,
}

/** The words of `onUnsealError` for a reason, and Iron's message for it. Neither repeats anything of what was read. */
export function describeRejection(reason: RejectReason): {
  reason: UnsealErrorReason
  message: string
} {
  if (reason === 'expired') return { reason: 'expired', message: 'Expired seal' }
  if (reason === 'unknown-key')
    return { reason: 'unknown-password', message: 'Cannot find password' }
  if (reason === 'invalid') return { reason: 'invalid', message: 'Bad hmac value' }
  return { reason: 'invalid', message: 'Incorrect number of sealed components' }
}
