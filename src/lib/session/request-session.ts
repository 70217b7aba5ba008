import type { Writability } from '../exchange.ts'
import type { MaybePromise } from '../platform/maybe-promise.ts'
import type { Envelope } from './envelope.ts'
import type { Origin } from './origin.ts'

/** What came with a request. */
export interface Loaded {
  readonly envelope: Envelope
  readonly origin: Origin
  /** The JSON in the seal, where that is the data, all of it and nothing else. */
  readonly json?: string | undefined
}

/** Decides at the last moment whether a sealed session is still to be written. */
export type WriteGuard = (write: () => readonly string[]) => readonly string[]

/**
 * One session of one request, as the handles see it: contents go in and out, seals and cookies stay behind it.
 */
export interface RequestSession {
  /** What came with the request. It is unsealed at the first call and never again. */
  loaded(): Loaded
  /**
   * Seals what the envelope holds at the moment of the call and sends it with the response.
   *
   * Gives the `Set-Cookie` values, at once where every stage is synchronous; throws or rejects with a `SessionError` when the
   * session cannot be saved.
   *
   * @param guard Called when the seal is ready, which takes a while on some platforms. It writes the cookie, or leaves it.
   * @param json The envelope's data as JSON, where it was written already.
   */
  save(envelope: Envelope, guard?: WriteGuard, json?: string): MaybePromise<readonly string[]>
  /** Makes the browser forget the session; returns the `Set-Cookie` values. */
  clear(): readonly string[]
  /** Whether it came in a header that the client sets, where no response can replace it. */
  heldByClient(): boolean
  /** Whether a cookie can still be sent. */
  writability(): Writability
}
