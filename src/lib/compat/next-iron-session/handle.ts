import { createDataStore } from '../../session/data-store.ts'
import type { Envelope } from '../../session/envelope.ts'
import type { RequestSession } from '../../session/request-session.ts'
import { debugRestart } from './debug.ts'
import type { Session } from './types.ts'

/** The handle of next-iron-session: five enumerable closures in this order, and `origin` beside them. */
export function createHandle(session: RequestSession): Session {
  const store = createDataStore(() => readOnce(session))
  let logouts = 0

  const handle = {
    set: store.set,
    get: store.get,
    unset: store.unset,

    async save() {
      const before = logouts
      // Sealing takes a while on some platforms. A logout that comes in the meantime must not be undone.
      const lines = await session.save(store.snapshot(), (write) =>
        logouts === before ? write() : [],
      )
      return lines[0] ?? ''
    },

    destroy() {
      logouts++
      store.clear()
      session.clear()
    },
  }
  Object.defineProperty(handle, 'origin', { get: () => session.loaded().origin })
  return handle as Session
}

function readOnce(session: RequestSession): Envelope {
  const { envelope, origin } = session.loaded()
  if (origin.kind === 'rejected') debugRestart(origin.reason)
  return envelope
}
