import type { Exchange } from '../exchange.ts'
import type { Envelope } from './envelope.ts'
import type { RequestSession } from './request-session.ts'
import type { Saver, SaverSettings } from './saver.ts'
import type { FactsMaker, SessionState } from './session-state.ts'

/** What handles need beside the session of their request. One object serves all requests of a configuration. */
export interface HandleRules extends FactsMaker, Omit<SaverSettings, 'written'> {
  /** Whether this request counts as use of the session; with a response that is known, whether it succeeded. */
  readonly countsAsUse: (exchange: Exchange, status?: number) => boolean
  /** Called when the cookie was written or deleted. */
  readonly written: (managed: ManagedSession) => void
  /** The same session, sent with another response, or with a copy of it where its headers cannot be changed. */
  readonly bindTo: (
    managed: ManagedSession,
    response: Response,
  ) => {
    readonly session: RequestSession
    readonly response: Response
  }
  /** The size of the sealed session with its cookie's name, in bytes. */
  readonly measure: (envelope: Envelope) => Promise<number>
}

/** What is behind a handle. */
export interface ManagedSession {
  readonly session: RequestSession
  readonly exchange: Exchange
  readonly rules: HandleRules
  readonly state: SessionState
  readonly saver: Saver
  /** Whether anybody has looked at the session. */
  used(): boolean
  /** What a seal made now holds; throws a `SessionError` after `destroy()`. */
  toSeal(): Envelope
}
