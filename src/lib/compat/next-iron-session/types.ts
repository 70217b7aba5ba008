// oxlint-disable typescript/no-explicit-any -- the types of next-iron-session are open by default, and drop-in code relies on it

import type { ListedPassword } from '../../keys/key-ring.ts'
import type { Origin } from '../../session/origin.ts'
import type { SessionHandle } from '../../session/session-handle.ts'
import type { CookieOptions } from '../../transport/set-cookie.ts'

/** The options of `withIronSession`, `ironSession` and `applySession`. */
export interface SessionOptions {
  /** The name of the cookie. Required. */
  cookieName: string
  /**
   * The password that seals the session, at least 32 characters. Required.
   *
   * Give a list to rotate: the first one seals, all of them unseal. A single password has the id 1.
   *
   * @example
   * password: [{ id: 2, password: process.env.NEW_PASSWORD }, { id: 1, password: process.env.OLD_PASSWORD }]
   */
  password: string | readonly ListedPassword[] | undefined
  /**
   * How long a session is good, in seconds, counted from its last `save()`. Default 1296000 (15 days); `0` means for ever.
   *
   * The cookie's `Max-Age` is 60 seconds shorter, so that the browser drops it before the server refuses it.
   */
  ttl?: number | undefined
  /**
   * Attributes of the cookie, as jshttp/cookie takes them, over
   * `{ httpOnly: true, secure: true, sameSite: 'lax', path: '/' }`.
   */
  cookieOptions?: CookieOptions | undefined
  /**
   * Behave exactly as next-iron-session 4.2.0 did, faults included: a cookie that cannot be read may reject. Default `false`.
   */
  strict?: boolean | undefined
}

/**
 * The session of a request, at `req.session`. All five methods can be taken off it and called on their own.
 *
 * With a type argument, names and values are checked; without one, any name goes.
 *
 * @example
 * const session: Session<{ user?: { id: number } }> = req.session
 * session.get('user')?.id
 */
export type Session<Data = unknown> = SessionMembers &
  (unknown extends Data ? UntypedAccess : TypedAccess<Data>)

interface SessionMembers {
  /** Seals the session as it is now and adds the cookie to the response; resolves to the `Set-Cookie` value. */
  save: () => Promise<string>
  /** Empties the session and makes the browser forget it. */
  destroy: () => void
  /** Why the session holds what it holds: whether a cookie came, and why it was refused if it was. */
  readonly origin: Origin
}

interface UntypedAccess {
  /** Stores a copy of the value and returns that copy. */
  set: <T = any>(name: string, value: T) => T
  /** A copy of the value; without a name, a copy of everything. */
  get: <T = any>(name?: string) => T | undefined
  /** Forgets the value. */
  unset: (name: string) => void
}

interface TypedAccess<Data> {
  /** Stores a copy of the value and returns that copy. */
  set: <Name extends keyof Data & string, Value extends Data[Name]>(
    name: Name,
    value: Value,
  ) => Value
  /** A copy of the value; without a name, a copy of everything. */
  get: {
    <Name extends keyof Data & string>(name: Name): Data[Name] | undefined
    (): Partial<Data>
  }
  /** Forgets the value. */
  unset: (name: keyof Data & string) => void
}

/** A handler of `withIronSession`: an API route, or `getServerSideProps` in the one-argument form of its wrapper. */
export type Handler<Req = any, Res = any, Data = unknown> = (
  req: Req & { session: Session<Data> },
  res: Res,
) => any

/**
 * What `withIronSession` takes: any handler, or, with the type of the data, one whose session has that type.
 *
 * A method, so that a handler may annotate its parameters with the types of its framework.
 */
export type DataHandler<Data> = unknown extends Data
  ? Handler
  : { handle(req: Record<string, any> & { session: Session<Data> }, res: any): any }['handle']

/** A handler of `withIronSession(handler, sessions)`: it gets the session that `sessions.open` would give. */
export type SessionsHandler<Data extends object> = {
  handle(req: Record<string, any> & { session: SessionHandle<Data> }, res: any): any
}['handle']
