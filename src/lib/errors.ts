/**
 * The two ways in which ironseal says no.
 *
 * Misuse (options, a save after the headers) throws a `SessionError` with a stable code. Input from outside (a cookie, a seal)
 * never throws: it comes back as a `RejectReason`.
 */

/** Every code that a `SessionError` can carry. Codes are stable; messages are for people and may change. */
export type SessionErrorCode =
  /** An option is missing or has a value that cannot work. */
  | 'ERR_IRONSEAL_OPTION'
  /** A password is missing, too short, or has an id that a seal cannot carry. */
  | 'ERR_IRONSEAL_PASSWORD'
  /** A function was called with arguments that it does not take. */
  | 'ERR_IRONSEAL_USAGE'
  /** The cookie cannot be sent any more, or not from here. */
  | 'ERR_IRONSEAL_NOT_WRITABLE'
  /** The sealed session does not fit into the cookie. */
  | 'ERR_IRONSEAL_COOKIE_TOO_BIG'
  /** A cookie attribute cannot be written to a `Set-Cookie` header. */
  | 'ERR_IRONSEAL_COOKIE_ATTRIBUTE'
  /** The session data cannot be stored as JSON. */
  | 'ERR_IRONSEAL_DATA'
  /** The session was used after `destroy()`. */
  | 'ERR_IRONSEAL_DESTROYED'

/** What a `SessionError` carries beside its message. */
export interface SessionErrorDetails {
  /** The option or argument at fault, for example `cookieOptions.maxAge`. */
  option?: string
  /** What to do about it, in one sentence. */
  hint?: string
  /** The failure of somebody else that led here. */
  cause?: unknown
}

/**
 * Thrown when ironseal is used in a way that cannot work.
 *
 * Its message names keys and sizes, never a secret, a seal or session data. Its `name` is `Error`, like that of Node's own errors
 * with a code: the packages that ironseal stands in for throw plain errors, and tests compare the name.
 *
 * @example
 * try {
 *   await req.session.save()
 * } catch (error) {
 *   if (isSessionError(error) && error.code === 'ERR_IRONSEAL_COOKIE_TOO_BIG') logger.warn(error.hint)
 *   else throw error
 * }
 */
export class SessionError extends Error {
  /** What went wrong; stable over versions. */
  readonly code: SessionErrorCode
  /** The option or argument at fault, where there is one. */
  readonly option: string | undefined
  /** The next step, where there is one. */
  readonly hint: string | undefined

  constructor(code: SessionErrorCode, message: string, details: SessionErrorDetails = {}) {
    super(message, 'cause' in details ? { cause: details.cause } : undefined)
    this.code = code
    this.option = details.option
    this.hint = details.hint
  }
}

/**
 * Tells whether a value is a `SessionError`, also one from another copy of the package (ESM beside CommonJS).
 *
 * @example
 * if (isSessionError(error)) console.error(error.code, error.hint)
 */
export function isSessionError(value: unknown): value is SessionError {
  if (!(value instanceof Error) || !('code' in value)) return false
  return typeof value.code === 'string' && value.code.startsWith('ERR_IRONSEAL_')
}

/**
 * Why a cookie or a seal was refused.
 *
 * Reasons before `invalid` in this list are found before anything is authenticated: hints for operators, never for clients.
 */
export type RejectReason =
  /** It is not a seal of a format that is read here, or what it holds has the wrong shape. */
  | 'malformed'
  /** It is longer than anything that is written here; it was not looked at. */
  | 'oversize'
  /** A part of a session that was split over several cookies is missing. */
  | 'truncated'
  /** It names a password that is not in the key ring. */
  | 'unknown-key'
  /** It is not authentic: altered, or sealed with another password. */
  | 'invalid'
  /** It is authentic and over. */
  | 'expired'
  /** It is authentic, and nobody used the session for longer than `idleTimeout`. */
  | 'idle'
  /** It is authentic, and the session began longer ago than `absoluteTimeout`. */
  | 'too-old'
  /** It is authentic, and the session was revoked. */
  | 'revoked'
  /** It is authentic, and its data does not fit the schema. */
  | 'schema'
