import { parseJson, writeJson } from '../bytes/json.ts'
import { SessionError } from '../errors.ts'
import type { Envelope } from './envelope.ts'
import { type SessionFacts, withFacts } from './facts.ts'
import { createFlash, type FlashState } from './flash.ts'
import { copyOf, type JsonObject } from './json-object.ts'
import type { RequestSession } from './request-session.ts'

/** What is about to be sealed, as it was when the save was called. */
export interface Draft {
  readonly envelope: Envelope & { readonly facts: SessionFacts }
  readonly sealed: Sealed
}

/** Where facts come from: ids and times are not this file's business. */
export interface FactsMaker {
  readonly newFacts: () => SessionFacts
  /** The facts of a session that is sealed now. */
  readonly stamp: (facts: SessionFacts) => SessionFacts
}

/** Makes the state of a request's session; the session is loaded when the state is first needed. */
export function createSessionState(session: RequestSession, maker: FactsMaker): SessionState {
  return new SessionState(session, maker)
}

/** What is in a session now, and what of it is not in a seal yet. */
export class SessionState {
  readonly #session: RequestSession
  readonly #maker: FactsMaker
  #data: JsonObject | undefined
  #facts: SessionFacts | undefined
  /** What is in the seal; `undefined` where there is none that this could be compared with. */
  #sealed: Sealed | undefined
  #flash: FlashState | undefined
  #ended = false

  constructor(session: RequestSession, maker: FactsMaker) {
    this.#session = session
    this.#maker = maker
  }

  get flash(): FlashState {
    return (this.#flash ??= createFlash(() => this.#session.loaded().envelope.flash))
  }

  data(): JsonObject {
    return this.#data ?? this.#takeUp()
  }

  facts(): SessionFacts | undefined {
    this.data()
    return this.#facts
  }

  /** The data for writing; throws a `SessionError` after `end()`. */
  writableData(): JsonObject {
    if (!this.#ended) return this.data()
    throw new SessionError('ERR_IRONSEAL_DESTROYED', 'The session was destroyed in this request', {
      hint: 'Call `regenerate()` first to begin a new one.',
    })
  }

  /** Replaces the facts, or makes them, which counts as a change. */
  changeFacts(change: (facts: SessionFacts) => SessionFacts): void {
    this.#facts = change(this.facts() ?? this.#maker.newFacts())
  }

  /** Begins anew with this data; possible after `end()` too. */
  begin(data: JsonObject, facts: SessionFacts): void {
    this.#ended = false
    this.#data = data
    this.#facts = facts
    this.#sealed = undefined
  }

  end(): void {
    this.#ended = true
    this.flash.clear()
    this.#data = {}
    this.#facts = undefined
    this.#sealed = NO_SESSION
  }

  get ended(): boolean {
    return this.#ended
  }

  /** Whether anybody has looked at the session yet. Until then it is not unsealed, and there is nothing to save. */
  get used(): boolean {
    return this.#data !== undefined || this.#flash?.used === true
  }

  /** What a seal made now is to hold. Facts are made here, at the first save: a visitor who only reads costs no random bytes. */
  toSeal(): Draft {
    const envelope = this.#envelope()
    // The id stays, whether this save succeeds or not; the times are in the session only when they are in a seal.
    this.#facts ??= this.#maker.newFacts()
    const facts = this.#maker.stamp(this.#facts)
    const stamped = envelopeOf(envelope, facts)
    return { envelope: stamped, sealed: sealedOf(stamped) }
  }

  /** The same without being about to seal it. */
  preview(): Envelope {
    const envelope = this.#envelope()
    return envelopeOf(envelope, this.#maker.stamp(envelope.facts ?? this.#maker.newFacts()))
  }

  /** Notes that this draft is in a seal. What changed since it was made is still unsaved. */
  sealed({ envelope, sealed }: Draft): void {
    const facts = this.facts()
    // A session that has begun since is another one.
    if (facts === undefined || facts.id !== envelope.facts.id) return
    const { issued, expires } = envelope.facts
    this.#facts = withFacts(facts, { issued, expires })
    this.#sealed = sealed
  }

  changed(): boolean {
    const envelope = this.#envelope()
    return this.#sealed === undefined || !isIn(this.#sealed, envelope)
  }

  #envelope(): Envelope & { readonly facts: SessionFacts | undefined } {
    const data = this.data()
    const flash = this.#flash?.pending() ?? this.#session.loaded().envelope.flash
    return { data, flash, facts: this.#facts }
  }

  #takeUp(): JsonObject {
    const { envelope, json } = this.#session.loaded()
    // The top level is our own: what was loaded may be shared with another response.
    this.#data = copyOf(envelope.data)
    this.#facts = envelope.facts
    this.#sealed = sealedOf(envelope, json)
    return this.#data
  }
}

/** Written out, because a spread object with one thing more makes a hidden class of its own each time; see `copyOf`. */
function envelopeOf({ data, flash }: Envelope, facts: SessionFacts): Draft['envelope'] {
  return { data, flash, facts }
}

/** What a seal holds, in a form that no change of the session reaches. */
interface Sealed {
  /** The data, as text: so a change deep inside is seen as well. */
  readonly json: string
  readonly flash: string
  readonly facts: SessionFacts | undefined
}

const NOTHING = '{}'
const NO_SESSION: Sealed = { json: NOTHING, flash: NOTHING, facts: undefined }

function sealedOf({ data, flash, facts }: Envelope, json: string = textOf(data)): Sealed {
  return { json, flash: textOf(flash), facts }
}

/** Whether a seal made now would hold the same. Times of sealing differ with every seal. */
function isIn(sealed: Sealed, { data, flash, facts }: Envelope): boolean {
  return (
    haveSameFacts(sealed.facts, facts) &&
    sealed.flash === textOf(flash) &&
    isSameJson(sealed.json, writeJson(data))
  )
}

/** Flash data is mostly none, and a new session empty; no text need be made of that. */
function textOf(data: JsonObject): string {
  return Object.keys(data).length === 0 ? NOTHING : writeJson(data)
}

/** The text in a seal may be spelled in another way than we would: it was made by another version or another program. */
function isSameJson(sealed: string, current: string): boolean {
  return sealed === current || writeJson(parseJson(sealed)) === current
}

/** Those that somebody changes on purpose. */
function haveSameFacts(left: SessionFacts | undefined, right: SessionFacts | undefined): boolean {
  return (
    left === right ||
    (left?.id === right?.id &&
      left?.created === right?.created &&
      left?.authenticated === right?.authenticated &&
      left?.transient === right?.transient)
  )
}
