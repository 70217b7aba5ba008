import type { MaybePromise } from '../platform/steps.ts'
import type { Envelope } from './envelope.ts'
import type { SessionFacts } from './facts.ts'
import { assertKeyName, type JsonObject } from './json-object.ts'
import type { Origin } from './origin.ts'
import type { RequestSession } from './request-session.ts'
import type { SessionHandle } from './session-handle.ts'
import { createSessionState } from './session-state.ts'

/** What a handle needs beside the session of its request. */
export interface HandleSettings {
  readonly newFacts: () => SessionFacts
  /** The facts of a session that is sealed now. */
  readonly stamp: (facts: SessionFacts) => SessionFacts
  /** Whether use of a session with these facts must be noted in a new seal. */
  readonly needsRenewal: (facts: SessionFacts) => boolean
  readonly emit: (
    type: 'created' | 'renewed' | 'saved' | 'destroyed',
    id: string | undefined,
  ) => void
  /** Whether this request counts as use of the session. */
  readonly countsAsUse: () => boolean
  /** The same session, sent with another response, or with a copy of it where its headers cannot be changed. */
  readonly bindTo: (response: Response) => {
    readonly session: RequestSession
    readonly response: Response
  }
  /** The size of the sealed session with its cookie's name, in bytes. */
  readonly measure: (envelope: Envelope) => Promise<number>
}

/** What a save was, in the words of events. */
function eventOf(
  renewing: boolean,
  saved: boolean,
  origin: Origin,
): 'created' | 'renewed' | 'saved' {
  if (renewing) return 'renewed'
  return saved || origin.kind === 'resumed' ? 'saved' : 'created'
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
  /** Whether something would be lost if the response ended now. */
  hasUnsaved(): boolean
  /** What a seal made now would hold. */
  preview(): Envelope
}

/** Makes the handle of `createSessions`. Methods are closures: they can be taken off it and called on their own. */
export function createHandle(session: RequestSession, settings: HandleSettings): ManagedHandle {
  const state = createSessionState(session, settings)
  let touched = false
  let saved = false

  const saveThrough = (target: RequestSession): MaybePromise<readonly string[]> => {
    state.writableData()
    const renewing = !state.changed() && session.loaded().origin.kind === 'resumed'
    const envelope = state.toSeal()
    const note = (lines: readonly string[]): readonly string[] => {
      // An empty list: the session was destroyed while it was being sealed, and nothing was written.
      if (lines.length === 0) return lines
      settings.emit(eventOf(renewing, saved, session.loaded().origin), envelope.facts?.id)
      state.sealed(envelope)
      touched = false
      saved = true
      return lines
    }
    // Destroyed while it was sealed, which takes a while on some platforms: the logout wins.
    const written = target.save(envelope, (write) => (state.ended ? [] : write()))
    return written instanceof Promise ? written.then(note) : note(written)
  }

  /** Not before somebody has looked at the session: a route that never touches it must not unseal it to find nothing to do. */
  const isDue = (renew: boolean): boolean => {
    if (state.ended || (!state.used && !touched)) return false
    if (state.changed() || touched) return true
    const { origin } = session.loaded()
    const facts = state.facts()
    if (!renew || saved || origin.kind !== 'resumed' || facts === undefined) return false
    return origin.stale || settings.needsRenewal(facts)
  }

  const commitThrough = (target: RequestSession, renew: boolean): MaybePromise<readonly string[]> =>
    isDue(renew) ? saveThrough(target) : []

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
      assertKeyName(name)
      data[name] = value
    },
    unset(name) {
      delete state.writableData()[name]
    },
    has: (name) => Object.hasOwn(state.data(), name),
    all: () => ({ ...state.data() }),
    flash: state.flash.flash,

    get origin() {
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
      touched = true
    },
    remember(persistent) {
      state.writableData()
      state.changeFacts((facts) => ({ ...facts, transient: !persistent }))
    },

    async save() {
      await saveThrough(session)
    },
    commit: (async (response?: Response) => {
      if (response === undefined) return void (await commitThrough(session, settings.countsAsUse()))
      const bound = settings.bindTo(response)
      await commitThrough(bound.session, settings.countsAsUse())
      return bound.response
    }) as SessionHandle<JsonObject>['commit'],
    async destroy() {
      const id = state.facts()?.id
      // First here, then in the browser: a response that cannot take a cookie any more must not keep anybody logged in.
      state.end()
      session.clear()
      settings.emit('destroyed', id)
    },
    size: async () => settings.measure(state.preview()),
  }

  return {
    handle,
    commit: (renew) => commitThrough(session, renew),
    preview: () => state.preview(),
    hasUnsaved: () => state.used && !state.ended && state.changed(),
  }
}
