import { SessionError } from '../errors.ts'
import type { Writability } from '../exchange.ts'
import type { MaybePromise } from '../platform/maybe-promise.ts'
import type { SessionFacts } from './facts.ts'
import type { Origin } from './origin.ts'
import type { RequestSession, WriteGuard } from './request-session.ts'
import type { SessionState } from './session-state.ts'

/** What saving needs beside the session of its request. */
export interface SaverSettings {
  /** Whether use of a session with these facts must be noted in a new seal. */
  readonly needsRenewal: (facts: SessionFacts) => boolean
  readonly emit: (
    type: 'created' | 'renewed' | 'saved' | 'destroyed',
    id: string | undefined,
  ) => void
  /** Called when the cookie was written or deleted. */
  readonly written: () => void
}

/** Makes the saver of a request's session. */
export function createSaver(
  session: RequestSession,
  state: SessionState,
  settings: SaverSettings,
): Saver {
  return new Saver(session, state, settings)
}

/** When and how the state of a session goes into its cookie. */
export class Saver {
  readonly #session: RequestSession
  readonly #state: SessionState
  readonly #settings: SaverSettings
  #touched = false
  #saved = false
  #lines: readonly string[] = []
  #saves = 0
  #last: { readonly target: RequestSession; readonly turn: number } | undefined

  constructor(session: RequestSession, state: SessionState, settings: SaverSettings) {
    this.#session = session
    this.#state = state
    this.#settings = settings
  }

  save(target: RequestSession): MaybePromise<readonly string[]> {
    this.#state.writableData()
    assertWritable(target)
    return this.#seal(target)
  }

  /** @param changed What `changed()` says, where it was asked already: it writes all of the data as JSON. */
  #seal(target: RequestSession, changed?: boolean): MaybePromise<readonly string[]> {
    const state = this.#state
    const { origin } = this.#session.loaded()
    const renewing = origin.kind === 'resumed' && !(changed ?? state.changed())
    const draft = state.toSeal()
    const { id } = draft.envelope.facts
    const turn = ++this.#saves

    const note = (sent: readonly string[]): readonly string[] => {
      // An empty list: it was outdated, and nothing was written.
      if (sent.length === 0) return sent
      this.#settings.emit(eventOf(renewing, this.#saved, origin), id)
      state.sealed(draft)
      this.#touched = false
      this.#saved = true
      this.#settings.written()
      return sent
    }
    const send: WriteGuard = (write) => {
      if (this.#isOutdated(target, id, turn)) return []
      // Asked again: the headers may have left meanwhile.
      assertWritable(target)
      this.#lines = write()
      this.#last = { target, turn }
      return this.#lines
    }
    const sending = target.save(draft.envelope, send, draft.sealed.json)
    return sending instanceof Promise ? sending.then(note) : note(sending)
  }

  /** Saves what is due; `renew`: mere use may be noted, which is asked only where there is use to note. */
  commit(
    target: RequestSession,
    renew: boolean | (() => boolean),
  ): MaybePromise<readonly string[]> {
    if (!this.#state.ended) return this.#commitChanges(target, renew)
    // The logout was sent with the response of the request already; another response has to carry it as well.
    return target === this.#session ? [] : (this.#lines = target.clear())
  }

  touch(): void {
    this.#touched = true
  }

  destroy(): void {
    const id = this.#state.facts()?.id
    // First here, then in the browser: a response that cannot take a cookie any more must not keep anybody logged in.
    this.#state.end()
    this.#settings.emit('destroyed', id)
    // Without a response the deletion waits for the one that `commit(response)` is given.
    if (this.#session.writability() === 'no-response') return
    assertWritable(this.#session, false)
    this.#lines = this.#session.clear()
    this.#settings.written()
  }

  /** The `Set-Cookie` values of the last save or of `destroy`. */
  lines(): readonly string[] {
    return this.#lines
  }

  /**
   * Sealing takes a while on some platforms. Meanwhile the session may have been destroyed or begun anew, and then the logout wins;
   * or it may have been saved once more, and then the later save does.
   */
  #isOutdated(target: RequestSession, id: string, turn: number): boolean {
    return (
      this.#state.ended ||
      this.#state.facts()?.id !== id ||
      (this.#last !== undefined && this.#last.target === target && this.#last.turn > turn)
    )
  }

  /** Not before somebody has looked at the session: a route that never touches it must not unseal it to find nothing to do. */
  #commitChanges(
    target: RequestSession,
    renew: boolean | (() => boolean),
  ): MaybePromise<readonly string[]> {
    if (!this.#state.used && !this.#touched) return []
    const changed = this.#state.changed()
    if (!changed && !this.#touched && !this.#isRenewalDue(renew)) return []
    assertWritable(target)
    return this.#seal(target, changed)
  }

  #isRenewalDue(renew: boolean | (() => boolean)): boolean {
    const { origin } = this.#session.loaded()
    const facts = this.#state.facts()
    if (this.#saved || origin.kind !== 'resumed' || facts === undefined) return false
    if (!origin.stale && !this.#settings.needsRenewal(facts)) return false
    // What came in a header of the client's can be noted nowhere.
    if (this.#session.heldByClient()) return false
    return typeof renew === 'function' ? renew() : renew
  }
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

const NOT_WRITABLE: Readonly<Record<Exclude<Writability, 'writable'>, readonly [string, string]>> =
  {
    'headers-sent': [
      'the headers of the response are sent',
      'Save before the first byte of the response: before `res.send()`, `res.end()` or the start of a stream.',
    ],
    'body-used': [
      'the body of the response is used, so its headers are gone',
      'Save before the response is returned or read.',
    ],
    'no-response': [
      'there is no response',
      'Open it with the response or its headers, or call `session.commit(response)`.',
    ],
  }

function assertWritable(target: RequestSession, saving = true): void {
  if (saving && target.heldByClient()) {
    throw new SessionError(
      'ERR_IRONSEAL_NOT_WRITABLE',
      'The session cannot be saved: it came in a header that the client sets',
      { hint: 'Give the client a new one with `sessions.toBearer(session)`.' },
    )
  }
  const state = target.writability()
  if (state === 'writable') return
  const [why, hint] = NOT_WRITABLE[state]
  throw new SessionError(
    'ERR_IRONSEAL_NOT_WRITABLE',
    `The session cannot be ${saving ? 'saved' : 'deleted in the browser'}: ${why}`,
    { hint },
  )
}
