import type { Exchange } from '../exchange.ts'
import type { MaybePromise } from '../platform/maybe-promise.ts'
import type { Envelope } from './envelope.ts'
import type { JsonObject } from './json-object.ts'
import type { HandleRules, ManagedSession } from './managed-session.ts'
import { OpenHandle } from './open-handle.ts'
import type { RequestSession } from './request-session.ts'
import { Saver } from './saver.ts'
import type { SessionHandle } from './session-handle.ts'
import { SessionState } from './session-state.ts'

/**
 * A handle, and what its makers do with it behind the user's back.
 *
 * State and saver are made when somebody looks at the session. Until then a request costs a few small objects: with all of it made
 * at once, routes that leave the session alone were three times as slow.
 */
export class ManagedHandle implements ManagedSession {
  readonly session: RequestSession
  readonly exchange: Exchange
  readonly rules: HandleRules
  readonly handle: SessionHandle<JsonObject>
  #state: SessionState | undefined
  #saver: Saver | undefined
  #watcher: (() => void) | undefined

  constructor(session: RequestSession, exchange: Exchange, rules: HandleRules) {
    this.session = session
    this.exchange = exchange
    this.rules = rules
    this.handle = new OpenHandle(this)
  }

  get state(): SessionState {
    if (this.#state !== undefined) return this.#state
    this.#state = new SessionState(this.session, this.rules)
    this.#watcher?.()
    return this.#state
  }

  get saver(): Saver {
    return (this.#saver ??= new Saver(this.session, this.state, {
      needsRenewal: this.rules.needsRenewal,
      emit: this.rules.emit,
      written: () => this.rules.written(this),
    }))
  }

  /** Calls back when somebody first looks at the session: now, if that was before. */
  whenUsed(callback: () => void): void {
    const earlier = this.#watcher
    if (this.#state !== undefined) callback()
    else if (earlier === undefined) this.#watcher = callback
    else this.#watcher = calling(earlier, callback)
  }

  /**
   * Saves what is due; at once where everything is synchronous, so that it can be done while headers are written.
   *
   * @param renew Whether mere use may be noted: not for a prefetch, a HEAD request, a 304 or an error.
   */
  commit(renew: boolean | (() => boolean)): MaybePromise<readonly string[]> {
    // A client that brings its seal in a header keeps it; a middleware must not fail its request for that.
    if (this.#state === undefined || this.session.heldByClient()) return []
    return this.saver.commit(this.session, renew)
  }

  /** The `Set-Cookie` values that the response carries for this session. */
  lines(): readonly string[] {
    return this.#saver?.lines() ?? []
  }

  used(): boolean {
    return this.#state?.used === true
  }

  /** Whether something would be lost if the response ended now. */
  hasUnsaved(): boolean {
    const state = this.#state
    if (state === undefined) return false
    try {
      return state.used && !state.ended && state.changed()
    } catch {
      // Data that is no JSON cannot have been saved.
      return true
    }
  }

  toSeal(): Envelope {
    this.state.writableData()
    return this.state.toSeal().envelope
  }
}

/** Mostly there is one, and no list is made for it. */
function calling(first: () => void, second: () => void): () => void {
  return () => {
    first()
    second()
  }
}
