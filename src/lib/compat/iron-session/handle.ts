import { SessionError } from '../../errors.ts'
import type { JsonObject } from '../../session/json-object.ts'
import type { RequestSession } from '../../session/request-session.ts'
import { describeRejection, NOT_WRITABLE, SAVED_AFTER_DESTROY } from './messages.ts'
import { assertCookiePersists } from './options.ts'
import { assertLossless } from './serializable.ts'
import type { IronSession, SessionOptions } from './types.ts'

/** The names that are methods of the session and can be no data. */
const METHODS = ['updateConfig', 'save', 'destroy']

/**
 * Makes the handle of iron-session: an object that is the data, with three methods that no spread, loop or JSON shows.
 *
 * @param rebind Gives the same session under other options.
 */
export function createHandle(
  session: RequestSession,
  options: SessionOptions,
  rebind: (options: SessionOptions) => RequestSession,
): IronSession<JsonObject> {
  const { envelope, origin } = session.loaded()
  if (origin.kind === 'rejected') reportRejection(origin.reason, options)

  const handle: JsonObject = {}
  for (const [key, value] of Object.entries(envelope.data)) {
    if (!METHODS.includes(key)) handle[key] = value
  }
  let current = { session, options }
  let destroyed = false

  const updateConfig = (newOptions: SessionOptions): void => {
    current = { session: rebind(newOptions), options: newOptions }
  }

  const save = async (): Promise<void> => {
    if (destroyed) {
      if (Object.keys(handle).length === 0) return
      throw new SessionError('ERR_IRONSEAL_DESTROYED', SAVED_AFTER_DESTROY)
    }
    assertWritable(current.session)
    assertCookiePersists(current.options)
    assertLossless(handle)
    await current.session.save({ data: handle, flash: {} })
  }

  const destroy = (): void => {
    destroyed = true
    for (const key of Object.keys(handle)) delete handle[key]
    // Node says itself that its headers are sent; a used body would swallow the deletion without a word.
    if (current.session.writability() === 'body-used') assertWritable(current.session)
    current.session.clear()
  }

  Object.defineProperties(handle, {
    updateConfig: { value: updateConfig },
    save: { value: save },
    destroy: { value: destroy },
  })
  return handle as IronSession<JsonObject>
}

function reportRejection(
  rejected: Parameters<typeof describeRejection>[0],
  options: SessionOptions,
): void {
  const { reason, message } = describeRejection(rejected)
  options.onUnsealError?.(reason, new Error(message))
}

function assertWritable(session: RequestSession): void {
  const state = session.writability()
  if (state === 'writable') return
  throw new SessionError('ERR_IRONSEAL_NOT_WRITABLE', NOT_WRITABLE[state], {
    hint: 'Save before anything of the response is sent.',
  })
}
