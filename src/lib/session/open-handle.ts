import { type SessionFacts, withFacts } from './facts.ts'
import type { Flash } from './flash.ts'
import { assertKeyName, type JsonObject } from './json-object.ts'
import type { ManagedSession } from './managed-session.ts'
import type { Origin } from './origin.ts'
import type { SessionHandle } from './session-handle.ts'

type Handle = SessionHandle<JsonObject>
/** The members that are functions, as they were made for one handle. */
type Bound = { -readonly [Name in keyof Handle]?: Handle[Name] }

/**
 * The handle of `createSessions`.
 *
 * Its methods can be taken off it and called on their own, so each is a closure; it is made when it is first asked for, because most
 * requests ask for one or two of thirteen.
 */
export class OpenHandle implements Handle {
  readonly #managed: ManagedSession
  #bound: Bound | undefined

  constructor(managed: ManagedSession) {
    this.#managed = managed
  }

  /** What is behind a handle; `undefined` for every other object. */
  static managed(handle: object): ManagedSession | undefined {
    return #managed in handle ? handle.#managed : undefined
  }

  get get(): Handle['get'] {
    return this.#method('get', () => (name) => {
      const data = this.#managed.state.data()
      return Object.hasOwn(data, name) ? data[name] : undefined
    })
  }

  get set(): Handle['set'] {
    return this.#method('set', () => (name, value) => {
      const data = this.#managed.state.writableData()
      // Whatever comes as a name becomes text once, here: a query string may give the list `['__proto__']`.
      const key = String(name)
      assertKeyName(key)
      data[key] = value
    })
  }

  get unset(): Handle['unset'] {
    return this.#method('unset', () => (name) => {
      delete this.#managed.state.writableData()[name]
    })
  }

  get has(): Handle['has'] {
    return this.#method('has', () => (name) => Object.hasOwn(this.#managed.state.data(), name))
  }

  get all(): Handle['all'] {
    return this.#method('all', () => () => ({ ...this.#managed.state.data() }))
  }

  get flash(): Flash {
    return this.#managed.state.flash.flash
  }

  get origin(): Origin {
    // Whoever asks for it uses the session.
    this.#managed.state.data()
    return this.#managed.session.loaded().origin
  }

  get id(): string | undefined {
    return this.#facts()?.id
  }

  get createdAt(): Date | undefined {
    return dateOf(this.#facts()?.created)
  }

  get authenticatedAt(): Date | undefined {
    return dateOf(this.#facts()?.authenticated)
  }

  get issuedAt(): Date | undefined {
    return dateOf(this.#facts()?.issued)
  }

  get expiresAt(): Date | undefined {
    return dateOf(this.#facts()?.expires)
  }

  get changed(): boolean {
    return this.#managed.state.changed()
  }

  get regenerate(): Handle['regenerate'] {
    return this.#method('regenerate', () => async ({ keep = [] } = {}) => {
      const { state, rules } = this.#managed
      const data = state.data()
      const kept = Object.fromEntries(
        keep.filter((name) => Object.hasOwn(data, name)).map((name) => [name, data[name]]),
      )
      const transient = state.facts()?.transient
      const fresh = rules.newFacts()
      state.begin(kept, { ...fresh, transient: transient ?? fresh.transient })
    })
  }

  get reauthenticated(): Handle['reauthenticated'] {
    return this.#method('reauthenticated', () => () => {
      const { state, rules } = this.#managed
      state.writableData()
      const { created, authenticated } = rules.newFacts()
      state.changeFacts((facts) => withFacts(facts, { created, authenticated }))
    })
  }

  get touch(): Handle['touch'] {
    return this.#method('touch', () => () => {
      this.#managed.state.writableData()
      this.#managed.saver.touch()
    })
  }

  get remember(): Handle['remember'] {
    return this.#method('remember', () => (persistent) => {
      const { state } = this.#managed
      state.writableData()
      state.changeFacts((facts) => withFacts(facts, { transient: !persistent }))
    })
  }

  get save(): Handle['save'] {
    return this.#method('save', () => async () => {
      const { saver, session } = this.#managed
      const saving = saver.save(session)
      if (saving instanceof Promise) await saving
    })
  }

  get commit(): Handle['commit'] {
    return this.#method(
      'commit',
      () =>
        (async (response?: Response) => {
          const managed = this.#managed
          const { saver, rules, exchange, session } = managed
          if (response === undefined)
            return void (await saver.commit(session, () => rules.countsAsUse(exchange)))
          const bound = rules.bindTo(managed, response)
          await saver.commit(bound.session, () => rules.countsAsUse(exchange, response.status))
          return bound.response
        }) as Handle['commit'],
    )
  }

  get destroy(): Handle['destroy'] {
    return this.#method('destroy', () => async () => {
      this.#managed.saver.destroy()
    })
  }

  get size(): Handle['size'] {
    return this.#method('size', () => async () => {
      const { state, rules } = this.#managed
      return rules.measure(state.preview())
    })
  }

  /**
   * A method: the one that was asked for before, or one that is made now.
   *
   * Not written where it is assigned to its property: V8 takes such a function for a long-lived one and puts it where only full garbage
   * collections look, with all that it holds: the session, the request, its socket.
   */
  #method<Name extends keyof Handle>(name: Name, make: () => Handle[Name]): Handle[Name] {
    const bound: Bound = (this.#bound ??= {})
    return bound[name] ?? (bound[name] = make())
  }

  #facts(): SessionFacts | undefined {
    return this.#managed.state.facts()
  }
}

function dateOf(time: number | undefined): Date | undefined {
  return time === undefined ? undefined : new Date(time)
}
