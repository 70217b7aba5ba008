import type { Flash } from './flash.ts'
import type { Origin } from './origin.ts'

/**
 * The session of one request, as `sessions.open` gives it.
 *
 * `Data` is the shape of your data. Every field reads as possibly `undefined`: a session may be new.
 */
export interface SessionHandle<Data extends object> {
  /** The value itself, not a copy: a change inside of it is a change of the session. */
  get<Name extends keyof Data & string>(name: Name): Data[Name] | undefined
  set<Name extends keyof Data & string>(name: Name, value: Data[Name]): void
  unset(name: keyof Data & string): void
  has(name: keyof Data & string): boolean
  /** All data; the object itself is a copy, the values are not. */
  all(): Partial<Data>

  /** Data for the next request. */
  readonly flash: Flash

  /** Why the session holds what it holds. */
  readonly origin: Origin
  /** The session's id, 22 characters; `undefined` until it is sealed for the first time. */
  readonly id: string | undefined
  /** When it began or was last regenerated. */
  readonly createdAt: Date | undefined
  /** When the person last proved who they are. */
  readonly authenticatedAt: Date | undefined
  /** When it was last sealed: by a change, or because its use was noted. `idleTimeout` and `ttl` count from here. */
  readonly issuedAt: Date | undefined
  /** When it ends unless it is sealed again. */
  readonly expiresAt: Date | undefined
  /** Whether it differs from what came with the request. */
  readonly changed: boolean

  /**
   * Begins a new session at login and at every change of rights: a new id, new times, and none of the old data but `keep`.
   *
   * @example
   * await session.regenerate({ keep: ['cart'] })
   * session.set('user', user)
   */
  regenerate(options?: {
    readonly keep?: readonly (keyof Data & string)[] | undefined
  }): Promise<void>
  /** Notes that the person proved who they are once more: a new absolute window begins, data and id stay. */
  reauthenticated(): void
  /** Counts this request as use even where it would not be: the next commit seals the session again. */
  touch(): void
  /** Whether the cookie outlives the browser: "remember me". Default: the `persistent` option. */
  remember(persistent: boolean): void

  /** Seals the session as it is now and sends it with the response. */
  save(): Promise<void>
  /** Saves if something changed, or if the session must be renewed; does nothing otherwise. */
  commit(): Promise<void>
  /** The same, into a response that was made later: returns it, or a copy of it where its headers cannot be changed. */
  commit(response: Response): Promise<Response>
  /** Empties the session and makes the browser forget it, at once. It cannot be used again in this request. */
  destroy(): Promise<void>
  /** How much of a cookie's 4096 bytes the session takes, name included. */
  size(): Promise<number>
}
