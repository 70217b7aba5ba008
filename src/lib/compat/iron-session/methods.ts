import { SessionError } from '../../errors.ts'
import type { Exchange } from '../../exchange.ts'
import type { JsonObject } from '../../session/json-object.ts'
import type { RequestSession, WriteGuard } from '../../session/request-session.ts'
import type { Methods } from './handle.ts'
import { NOT_WRITABLE, SAVED_AFTER_DESTROY } from './messages.ts'
import { assertCookiePersists, type ResolvedOptions } from './options.ts'
import { assertCanSeal } from './passwords.ts'
import { assertLossless } from './serializable.ts'
import type { SessionOptions } from './types.ts'

/** What the handles of one session share. */
export interface SharedState {
  readonly data: JsonObject
  readonly isDestroyed: boolean
  /** Empties the session for good. */
  destroy(): void
  /** Begins a save: the guard writes unless a later one, or a logout, has overtaken it. */
  beginSave(cookieName: string): WriteGuard
  /** Ends a save: what the cookie holds now is this session. */
  remember(options: ResolvedOptions, exchange: Exchange): void
}

/** Where a handle saves to, and how. `updateConfig` replaces it. */
export interface Destination {
  readonly options: ResolvedOptions
  readonly session: RequestSession
}

/** The methods of a handle. They are closures: each can be taken off the session and called on its own. */
export function createMethods(
  shared: SharedState,
  exchange: Exchange,
  destination: () => Destination,
  reconfigure: (options: SessionOptions) => void,
): Methods {
  const updateConfig = (options: SessionOptions): void => reconfigure(options)

  const save = async (): Promise<void> => {
    if (shared.isDestroyed) {
      if (Object.keys(shared.data).length === 0) return
      throw new SessionError('ERR_IRONSEAL_DESTROYED', SAVED_AFTER_DESTROY)
    }
    const { options, session } = destination()
    assertWritable(session)
    assertCookiePersists(options)
    assertCanSeal(options.ring)
    const data = { ...shared.data }
    assertLossless(data)

    const guard = shared.beginSave(options.config.cookieName)
    await session.save({ data, flash: {} }, (write) =>
      guard(() => {
        // Where sealing takes a while, the response may have gone out in the meantime.
        assertWritable(session)
        return write()
      }),
    )
    shared.remember(options, exchange)
  }

  const destroy = (): void => {
    const { session } = destination()
    // Node says itself that its headers are sent; a used body would swallow the deletion without a word.
    if (session.writability() === 'body-used') assertWritable(session)
    session.clear()
    shared.destroy()
  }

  return { updateConfig, save, destroy }
}

function assertWritable(session: RequestSession): void {
  const state = session.writability()
  if (state === 'writable') return
  throw new SessionError('ERR_IRONSEAL_NOT_WRITABLE', NOT_WRITABLE[state], {
    hint: 'Save before anything of the response is sent.',
  })
}
