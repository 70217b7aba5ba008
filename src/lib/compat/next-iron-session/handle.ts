import { createDataStore, type DataStore } from '../../session/data-store.ts'
import type { Envelope } from '../../session/envelope.ts'
import type { Origin } from '../../session/origin.ts'
import type { RequestSession } from '../../session/request-session.ts'
import { debugRestart } from './debug.ts'
import type { Session } from './types.ts'

/** The handle of next-iron-session: five enumerable closures in this order, and `origin` beside them. */
export function createHandle(session: RequestSession): Session {
  return new DropInHandle(session)
}

class DropInHandle implements Session {
  readonly #session: RequestSession
  #made: DataStore | undefined
  #logouts = 0

  set: Session['set'] = (name, value) => this.#store.set(name, value)
  get: Session['get'] = <T>(name?: string) => this.#store.get(name) as T | undefined
  unset: Session['unset'] = (name) => this.#store.unset(name)

  save: Session['save'] = async () => {
    const before = this.#logouts
    // Sealing takes a while on some platforms. A logout that comes in the meantime must not be undone.
    const lines = await this.#session.save(this.#store.snapshot(), (write) =>
      this.#logouts === before ? write() : [],
    )
    return lines[0] ?? ''
  }

  destroy: Session['destroy'] = () => {
    this.#logouts++
    this.#store.clear()
    this.#session.clear()
  }

  constructor(session: RequestSession) {
    this.#session = session
  }

  /** Made when it is needed: most requests look at no session. */
  get #store(): DataStore {
    return (this.#made ??= createDataStore(() => readOnce(this.#session)))
  }

  get origin(): Origin {
    return this.#session.loaded().origin
  }
}

function readOnce(session: RequestSession): Envelope {
  const { envelope, origin } = session.loaded()
  if (origin.kind === 'rejected') debugRestart(origin.reason)
  return envelope
}
