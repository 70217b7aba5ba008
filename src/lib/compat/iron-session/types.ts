import type { CookieAttributes } from '../../exchange.ts'

export type { CookieJar } from '../../exchanges/cookie-jar.ts'

/** Passwords by number; the highest number seals, all of them unseal. */
export type PasswordsMap = Readonly<Record<string, string>>

/** The attributes of the cookie, as jshttp/cookie takes them. `maxAge: undefined` asks for a cookie that ends with the browser. */
export type CookieOptions = Omit<CookieAttributes, 'maxAge'> & { maxAge?: number | undefined }

/**
 * Why a cookie or a seal could not be read.
 *
 * `expired`: it was good once. `unknown-password`: it names a password that is not given. `invalid`: everything else.
 */
export type UnsealErrorReason = 'expired' | 'unknown-password' | 'invalid'

/** The options of `getIronSession`. */
export interface SessionOptions {
  /** The name of the cookie. Required. */
  cookieName: string
  /** The password, at least 32 characters, or several by number to rotate them. Required. */
  password: string | PasswordsMap | undefined
  /**
   * How long a session is good, in seconds, counted from its last `save()`. Default 1209600 (14 days); `0` means for ever.
   *
   * Unless `cookieOptions.maxAge` is given, the cookie's `Max-Age` is this, 60 seconds less.
   */
  ttl?: number | undefined
  /**
   * Attributes of the cookie, over `{ httpOnly: true, secure: true, sameSite: 'lax', path: '/' }`.
   *
   * With `maxAge` the seal ends with the cookie; with `maxAge: undefined` the cookie ends with the browser and the seal after `ttl`.
   * Attributes that a browser refuses together with the name, such as a `domain` with `__Host-`, are written as they are given.
   */
  cookieOptions?: CookieOptions | undefined
  /**
   * Called when a cookie came that cannot be read, before the session is emptied.
   *
   * The message of the error is Iron's, for a log; it holds nothing of the cookie. Must not throw: what it throws, or what a
   * promise that it returns rejects with, makes `getIronSession` reject. Such a promise is waited for.
   */
  onUnsealError?: ((reason: UnsealErrorReason, error: unknown) => void) | undefined
  /**
   * Splits a session that does not fit into one cookie over up to four, `<cookieName>.0` and so on. Default `false`.
   *
   * Reading takes both forms in any case.
   */
  chunk?: boolean | undefined
}

/** The name that iron-session 6 used for `SessionOptions`. */
export type IronSessionOptions = SessionOptions

/** The session data of an application, for those who declare it once, as with iron-session 6: augment this interface. */
// oxlint-disable-next-line typescript/no-empty-interface -- it exists to be augmented
export interface IronSessionData {}

/** The session: your data, and three methods that are not part of it. */
export type IronSession<Data = IronSessionData> = Partial<Data> & {
  /** Seals the data as it is now and sends the cookie with the response. */
  readonly save: () => Promise<void>
  /** Empties the session and makes the browser forget it. */
  readonly destroy: () => void
  /** Replaces the options, password included; they count from the next `save()` on. */
  readonly updateConfig: (newSessionOptions: SessionOptions) => void
}

/** What is used of a cookie store such as Next's `await cookies()`. */
export interface CookieStore {
  get: (name: string) => { name: string; value: string } | undefined
  getAll?: () => { name: string; value: string }[]
  set: (name: string, value: string, cookie: Partial<CookieOptions>) => unknown
}
