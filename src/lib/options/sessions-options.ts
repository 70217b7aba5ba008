import { SessionError } from '../errors.ts'
import type { KeySourceSettings, PasswordOption } from '../keys/key-source.ts'
import type { SessionEvent } from '../session/events.ts'
import type { JsonObject } from '../session/json-object.ts'
import type { StandardSchema } from '../session/schema.ts'
import type { CookieOptions } from '../transport/set-cookie.ts'

/** The options of `createSessions`. Times are in seconds. */
export interface SessionsOptions<Data extends object> {
  /**
   * The secret that seals. Required, and checked at its first use; `sessions.check()` checks it at start-up.
   *
   * At least 32 characters, or 32 random bytes as a `Uint8Array` or as `base64url:…` or `hex:…`. A list rotates: the first that may
   * seal does, all unseal; entries may have an `id`, `sealFrom` and `retireAt`. One string may hold several encoded keys with spaces
   * between. A function fetches any of these, at the first use and again when a seal names an unknown key.
   */
  readonly password: PasswordOption

  /** The name of the cookie. Default `__Host-session`, which a browser keeps only Secure, for this host and for all paths. */
  readonly cookieName?: string | undefined
  /** Names that the cookie had before; sessions found there move to `cookieName`. Default none. */
  readonly acceptNames?: readonly string[] | undefined
  /** Places where a cookie of this name was set before; it is expired there when the new one is written. Default none. */
  readonly moved?:
    | readonly { readonly domain?: string | undefined; readonly path?: string | undefined }[]
    | undefined
  /**
   * Attributes of the cookie, over `{ httpOnly: true, secure: true, sameSite: 'lax', path: '/' }`. No `maxAge` and no `expires`:
   * both follow from the lifetimes.
   *
   * `secure: 'auto'` leaves Secure, and the name's prefix, out for plain http from this machine.
   */
  readonly cookieOptions?: SessionCookieOptions | undefined
  /** Splits a session that does not fit into one cookie over up to four. Default `false`. */
  readonly chunk?: boolean | undefined
  /** Whether `X-Forwarded-Proto` and `Host` are believed. Default `false`. */
  readonly trustProxy?: boolean | undefined
  /** Also take a seal from `Authorization: Bearer …`, which then counts before any cookie. Default `false`. */
  readonly bearer?: boolean | undefined

  /** How long a session is good from one sealing to the next. Default 1209600 (14 days), or the absolute timeout if that is shorter. */
  readonly ttl?: number | undefined
  /** How long it is good without use. Use is noted at most once per half of it. Default: use does not matter. */
  readonly idleTimeout?: number | undefined
  /** How long it is good from its beginning, whatever happens. Default 2592000 (30 days). */
  readonly absoluteTimeout?: number | undefined
  /** Timeouts of NIST SP 800-63B-4: `aal1` 30 days; `aal2` 24 hours, 1 hour idle; `aal3` 12 hours, 15 minutes idle. */
  readonly lifetime?: 'aal1' | 'aal2' | 'aal3' | undefined
  /** Whether cookies outlive the browser unless a login says otherwise with `remember()`. Default `true`. */
  readonly persistent?: boolean | undefined

  /** What the data must look like: a schema of zod, valibot, arktype or any other Standard Schema. Takes the place of the type argument. */
  readonly schema?: StandardSchema<Data> | undefined
  /** The version of the data's shape, a whole number. Default: none. */
  readonly version?: number | undefined
  /** Turns data of another version into today's. */
  readonly migrate?: ((data: JsonObject, version: number) => unknown) | undefined

  /** Binds seals to an origin or a tenant: with another one they do not open. Default none. */
  readonly audience?: string | undefined
  /** Formats that are read; the first is written. Default `['compact']`. */
  readonly accept?: readonly ('compact' | 'iron')[] | undefined
  /** Hides the size of the data in steps of 64 bytes. Default `false`. */
  readonly padding?: boolean | undefined

  /** Keeps responses out of shared caches: `Vary: Cookie` when the session is read, `private, no-store` when one was there or is written. Default `true`. */
  readonly cacheHeaders?: boolean | undefined
  /** In wrappers and middleware: also save changes of a request that ends with a 5xx. Default `false`. */
  readonly commitOnError?: boolean | undefined
  /** Whether a request counts as use. Default: all but prefetches, HEAD requests, 304 and errors; this can only say no to more. */
  readonly countsAsUse?: ((request: object) => boolean) | undefined
  /** Is told what happens to sessions. What it throws is ignored. */
  readonly onEvent?: ((event: SessionEvent) => void) | undefined

  /**
   * Keeps about a thousand seals that were opened lately in memory, so that a cookie that comes again is not opened again. Nothing is
   * trusted that did not authenticate here, and lifetimes and keys are judged at every read. Default `true`.
   */
  readonly rememberSeals?: boolean | undefined

  /** Takes sample and guessable passwords, for tests; 32 characters it must have all the same. Default `false`. */
  readonly allowWeakPassword?: boolean | undefined
  /** For how long after a fetch of the password an unknown key does not cause another. Default 60. */
  readonly refreshWindow?: number | undefined
}

/** Attributes of the session cookie. */
export type SessionCookieOptions = Omit<
  CookieOptions,
  'maxAge' | 'expires' | 'secure' | 'encode'
> & {
  readonly secure?: boolean | 'auto' | undefined
}

export function keySettings({
  allowWeakPassword = false,
  refreshWindow = 60,
}: Pick<SessionsOptions<object>, 'allowWeakPassword' | 'refreshWindow'>): KeySourceSettings {
  if (!Number.isFinite(refreshWindow) || refreshWindow < 0) {
    throw new SessionError(
      'ERR_IRONSEAL_OPTION',
      `option \`refreshWindow\` must be a number of seconds from 0 up, got ${String(refreshWindow)}`,
      { option: 'refreshWindow', hint: 'Leave it out for a minute.' },
    )
  }
  return { allowWeakPassword, refreshWindow: refreshWindow * 1000 }
}
