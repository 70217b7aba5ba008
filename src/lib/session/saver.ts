import { SessionError } from '../errors.ts'
import type { Writability } from '../exchange.ts'
import type { MaybePromise } from '../platform/steps.ts'
import type { SessionFacts } from './facts.ts'
import type { Origin } from './origin.ts'
import type { RequestSession } from './request-session.ts'
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

/** When and how the state of a session goes into its cookie. */
export interface Saver {
  save(target: RequestSession): MaybePromise<readonly string[]>
  /** Saves what is due; `renew`: mere use may be noted. */
  commit(target: RequestSession, renew: boolean): MaybePromise<readonly string[]>
  touch(): void
  destroy(): void
  /** The `Set-Cookie` values of the last save or of `destroy`. */
  lines(): readonly string[]
}

/** Makes the saver of a request's session. */
export function createSaver(
  session: RequestSession,
  state: SessionState,
  { needsRenewal, emit, written }: SaverSettings,
): Saver {
  let touched = false
  let saved = false
  let lines: readonly string[] = []
  let saves = 0
  let last: { readonly target: RequestSession; readonly turn: number } | undefined

  const save = (target: RequestSession): MaybePromise<readonly string[]> => {
    state.writableData()
    assertWritable(target)
    const { origin } = session.loaded()
    const renewing = !state.changed() && origin.kind === 'resumed'
    const draft = state.toSeal()
    const id = draft.envelope.facts.id
    const turn = ++saves

    // Sealing takes a while on some platforms. Meanwhile the session may have been destroyed or begun anew, and then the logout
    // wins; or it may have been saved once more, and then the later save does.
    const isOutdated = (): boolean =>
      state.ended ||
      state.facts()?.id !== id ||
      (last !== undefined && last.target === target && last.turn > turn)

    const note = (sent: readonly string[]): readonly string[] => {
      // An empty list: it was outdated, and nothing was written.
      if (sent.length === 0) return sent
      emit(eventOf(renewing, saved, origin), id)
      state.sealed(draft)
      touched = false
      saved = true
      written()
      return sent
    }
    const sending = target.save(draft.envelope, (write) => {
      if (isOutdated()) return []
      // Asked again: the headers may have left meanwhile.
      assertWritable(target)
      lines = write()
      last = { target, turn }
      return lines
    })
    return sending instanceof Promise ? sending.then(note) : note(sending)
  }

  /** Not before somebody has looked at the session: a route that never touches it must not unseal it to find nothing to do. */
  const isDue = (renew: boolean): boolean => {
    if (state.ended || (!state.used && !touched)) return false
    if (state.changed() || touched) return true
    const { origin } = session.loaded()
    const facts = state.facts()
    if (!renew || saved || origin.kind !== 'resumed' || facts === undefined) return false
    // What came in a header of the client's can be noted nowhere.
    if (session.heldByClient()) return false
    return origin.stale || needsRenewal(facts)
  }

  return {
    save,

    commit(target, renew) {
      if (!state.ended) return isDue(renew) ? save(target) : []
      // The logout was sent with the response of the request already; another response has to carry it as well.
      return target === session ? [] : (lines = target.clear())
    },

    touch() {
      touched = true
    },

    destroy() {
      const id = state.facts()?.id
      // First here, then in the browser: a response that cannot take a cookie any more must not keep anybody logged in.
      state.end()
      emit('destroyed', id)
      // Without a response the deletion waits for the one that `commit(response)` is given.
      if (session.writability() === 'no-response') return
      assertWritable(session, false)
      lines = session.clear()
      written()
    },

    lines: () => lines,
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
