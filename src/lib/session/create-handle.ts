import type { MaybePromise } from '../platform/steps.ts'
import type { Envelope } from './envelope.ts'
import type { SessionFacts } from './facts.ts'
import { assertKeyName, type JsonObject } from './json-object.ts'
import type { RequestSession } from './request-session.ts'
import { createSaver, type SaverSettings } from './saver.ts'
import type { SessionHandle } from './session-handle.ts'
import { createSessionState } from './session-state.ts'

/** What a handle needs beside the session of its request. */
export interface HandleSettings extends SaverSettings {
  readonly newFacts: () => SessionFacts
  /** The facts of a session that is sealed now. */
  readonly stamp: (facts: SessionFacts) => SessionFacts
  /** Whether this request counts as use of the session; with a response that is known, whether it succeeded. */
  readonly countsAsUse: (status?: number) => boolean
  /**
   * The same session, sent with another response, or with a copy of it where its headers cannot be changed.
   *
   * @param used Whether anybody has looked at the session.
   */
  readonly bindTo: (
    response: Response,
    used: boolean,
  ) => {
    readonly session: RequestSession
    readonly response: Response
  }
  /** The size of the sealed session with its cookie's name, in bytes. */
  readonly measure: (envelope: Envelope) => Promise<number>
}

/** A handle, and what its makers do with it behind the user's back. */
export interface ManagedHandle {
  readonly handle: SessionHandle<JsonObject>
  /**
   * Saves what is due; at once where everything is synchronous, so that it can be done while headers are written.
   *
   * @param renew Whether mere use may be noted: not for a prefetch, a HEAD request, a 304 or an error.
   */
  commit(renew: boolean): MaybePromise<readonly string[]>
  /** The `Set-Cookie` values that the response carries for this session. */
  lines(): readonly string[]
  /** Whether anybody has looked at the session. */
  used(): boolean
  /** Whether something would be lost if the response ended now. */
  hasUnsaved(): boolean
  /** What a seal made now holds; throws a `SessionError` after `destroy()`. */
  toSeal(): Envelope
}

/** Makes the handle of `createSessions`. Methods are closures: they can be taken off it and called on their own. */
export function createHandle(session: RequestSession, settings: HandleSettings): ManagedHandle {
  const state = createSessionState(session, settings)
  const saver = createSaver(session, state, settings)

  const date = (time: (facts: SessionFacts) => number): Date | undefined => {
    const facts = state.facts()
    return facts === undefined ? undefined : new Date(time(facts))
  }

  const handle: SessionHandle<JsonObject> = {
    get(name) {
      const data = state.data()
      return Object.hasOwn(data, name) ? data[name] : undefined
    },
    set(name, value) {
      const data = state.writableData()
      // Whatever comes as a name becomes text once, here: a query string may give the list `['__proto__']`.
      const key = String(name)
      assertKeyName(key)
      data[key] = value
    },
    unset(name) {
      delete state.writableData()[name]
    },
    has: (name) => Object.hasOwn(state.data(), name),
    all: () => ({ ...state.data() }),
    flash: state.flash.flash,

    get origin() {
      // Whoever asks for it uses the session.
      state.data()
      return session.loaded().origin
    },
    get id() {
      return state.facts()?.id
    },
    get createdAt() {
      return date(({ created }) => created)
    },
    get authenticatedAt() {
      return date(({ authenticated }) => authenticated)
    },
    get issuedAt() {
      return date(({ issued }) => issued)
    },
    get expiresAt() {
      return date(({ expires }) => expires)
    },
    get changed() {
      return state.changed()
    },

    async regenerate({ keep = [] } = {}) {
      const data = state.data()
      const kept = Object.fromEntries(
        keep.filter((name) => Object.hasOwn(data, name)).map((name) => [name, data[name]]),
      )
      const transient = state.facts()?.transient
      const fresh = settings.newFacts()
      state.begin(kept, { ...fresh, transient: transient ?? fresh.transient })
    },
    reauthenticated() {
      state.writableData()
      const { created, authenticated } = settings.newFacts()
      state.changeFacts((facts) => ({ ...facts, created, authenticated }))
    },
    touch() {
      state.writableData()
      saver.touch()
    },
    remember(persistent) {
      state.writableData()
      state.changeFacts((facts) => ({ ...facts, transient: !persistent }))
    },

    async save() {
      await saver.save(session)
    },
    commit: (async (response?: Response) => {
      if (response === undefined) return void (await saver.commit(session, settings.countsAsUse()))
      const bound = settings.bindTo(response, state.used)
      await saver.commit(bound.session, settings.countsAsUse(response.status))
      return bound.response
    }) as SessionHandle<JsonObject>['commit'],
    async destroy() {
      saver.destroy()
    },
    size: async () => settings.measure(state.preview()),
  }

  return {
    handle,
    // A client that brings its seal in a header keeps it; a middleware must not fail its request for that.
    commit: (renew) => (session.heldByClient() ? [] : saver.commit(session, renew)),
    lines: saver.lines,
    used: () => state.used,
    toSeal() {
      state.writableData()
      return state.toSeal().envelope
    },
    hasUnsaved() {
      try {
        return state.used && !state.ended && state.changed()
      } catch {
        // Data that is no JSON cannot have been saved.
        return true
      }
    },
  }
}
