import { createDataStore } from '../../session/data-store.ts'
import type { RequestSession } from '../../session/request-session.ts'
import type { Session } from './types.ts'

/** The handle of next-iron-session: five enumerable closures in this order, and `origin` beside them. */
export function createHandle(session: RequestSession): Session {
  const store = createDataStore(() => session.loaded().envelope)

  const handle = {
    set: store.set,
    get: store.get,
    unset: store.unset,

    async save() {
      const [line] = await session.save(store.snapshot())
      return line
    },

    destroy() {
      store.clear()
      session.clear()
    },
  }
  Object.defineProperty(handle, 'origin', { get: () => session.loaded().origin })
  return handle as Session
}
