import { writeJson } from '../bytes/json.ts'
import { SessionError } from '../errors.ts'
import type { Envelope } from './envelope.ts'
import type { SessionFacts } from './facts.ts'
import { createFlash, type FlashState } from './flash.ts'
import type { JsonObject } from './json-object.ts'
import type { RequestSession } from './request-session.ts'

/** What is in a session now, and what of it is not in a seal yet. */
export interface SessionState {
  readonly flash: FlashState
  data(): JsonObject
  facts(): SessionFacts | undefined
  /** The data for writing; throws a `SessionError` after `end()`. */
  writableData(): JsonObject
  /** Replaces the facts, or makes them, which counts as a change. */
  changeFacts(change: (facts: SessionFacts) => SessionFacts): void
  /** Begins anew with this data; possible after `end()` too. */
  begin(data: JsonObject, facts: SessionFacts): void
  end(): void
  readonly ended: boolean
  /** Whether anybody has looked at the session yet. Until then it is not unsealed, and there is nothing to save. */
  readonly used: boolean
  /** What a seal made now is to hold. Facts are made here, at the first save: a visitor who only reads costs no random bytes. */
  toSeal(): Draft
  /** The same without being about to seal it. */
  preview(): Envelope
  /** Notes that this draft is in a seal. What changed since it was made is still unsaved. */
  sealed(draft: Draft): void
  changed(): boolean
}

/** What is about to be sealed, as it was when the save was called. */
export interface Draft {
  readonly envelope: Envelope & { readonly facts: SessionFacts }
  readonly fingerprint: string
}

/** Where facts come from: ids and times are not this file's business. */
interface FactsMaker {
  readonly newFacts: () => SessionFacts
  /** The facts of a session that is sealed now. */
  readonly stamp: (facts: SessionFacts) => SessionFacts
}

/** Makes the state of a request's session; the session is loaded when the state is first needed. */
export function createSessionState(
  session: RequestSession,
  { newFacts, stamp }: FactsMaker,
): SessionState {
  const flash = createFlash(() => session.loaded().envelope.flash)
  let content: Content | undefined
  let ended = false

  const current = (): Content => (content ??= takeUp(session.loaded().envelope))
  const envelope = (): Envelope => ({
    data: current().data,
    flash: flash.pending(),
    facts: current().facts,
  })

  return {
    flash,
    data: () => current().data,
    facts: () => current().facts,

    writableData() {
      if (!ended) return current().data
      throw new SessionError(
        'ERR_IRONSEAL_DESTROYED',
        'The session was destroyed in this request',
        {
          hint: 'Call `regenerate()` first to begin a new one.',
        },
      )
    },

    changeFacts(change) {
      const { facts = newFacts(), ...rest } = current()
      content = { ...rest, facts: change(facts) }
    },

    begin(data, facts) {
      ended = false
      content = { data, facts, sealedAs: NOTHING }
    },

    end() {
      ended = true
      flash.clear()
      content = takeUp({ data: {}, flash: {} })
    },

    get ended() {
      return ended
    },

    get used() {
      return content !== undefined || flash.used
    },

    toSeal() {
      const { facts = newFacts(), ...rest } = current()
      // The id stays, whether this save succeeds or not; the times are in the session only when they are in a seal.
      content = { ...rest, facts }
      const made = { ...envelope(), facts: stamp(facts) }
      return { envelope: made, fingerprint: fingerprint(made) }
    },

    preview: () => ({ ...envelope(), facts: stamp(current().facts ?? newFacts()) }),

    sealed(draft) {
      const { facts, data } = current()
      const times = draft.envelope.facts
      // A session that has begun since is another one.
      if (facts === undefined || facts.id !== times.id) return
      const { issued, expires } = times
      content = { data, facts: { ...facts, issued, expires }, sealedAs: draft.fingerprint }
    },

    changed: () => fingerprint(envelope()) !== current().sealedAs,
  }
}

interface Content {
  readonly data: JsonObject
  readonly facts: SessionFacts | undefined
  /** The fingerprint of what is in the seal. */
  readonly sealedAs: string
}

/** The fingerprint of no session at all. */
const NOTHING = ''

function takeUp(envelope: Envelope): Content {
  return { data: { ...envelope.data }, facts: envelope.facts, sealedAs: fingerprint(envelope) }
}

/**
 * Two envelopes with one fingerprint seal the same: so a change deep inside of the data is seen as well.
 *
 * Of the facts only those that somebody changes on purpose; times of sealing differ with every seal.
 */
function fingerprint({ data, flash, facts }: Envelope): string {
  return writeJson([data, flash, facts?.id, facts?.created, facts?.authenticated, facts?.transient])
}
