import type { Exchange } from './exchange.ts'
import type { Config } from './options/config.ts'
import type { MaybePromise } from './platform/maybe-promise.ts'
import { findOpenSession, rememberOpenSession } from './session/registry.ts'
import type { RequestSession } from './session/request-session.ts'
import { BoundSession } from './bound-session.ts'
import { readCandidates } from './sources.ts'

/** Makes the handle that users hold out of the session of a request. */
export type HandleMaker<Handle extends object> = (session: RequestSession) => Handle

/**
 * Opens the session that came with a request, or a new one.
 *
 * Opened twice, by the same API with the same secrets, it is the same session. Where the platform is synchronous nothing happens
 * before the handle asks for the data: the `Cookie` header of a request is not even looked at.
 */
export function openSession<Handle extends object>(
  config: Config,
  exchange: Exchange,
  createHandle: HandleMaker<Handle>,
): MaybePromise<Handle> {
  const session = new BoundSession(config, exchange)
  const { request, can } = exchange
  // A jar may be one for all requests, and then the cookies alone tell whose session it is: nobody must find somebody else's.
  if (!can.knowRequest) session.read()
  const known = findOpenSession<Handle>(request, session)
  if (known !== undefined) return known
  if (!config.sealer.everyKeyIsUsable()) assertKeysUsable(config, exchange)
  const handle = config.synchronous ? createHandle(session) : whenLoaded(session, createHandle)
  rememberOpenSession(request, session, handle)
  return handle
}

/**
 * Remembers that the cookie, as it is now, holds the session of this handle.
 *
 * For exchanges that give back what was written, such as a cookie store: opened again after a save, it is the same session.
 */
export function rememberSession(config: Config, exchange: Exchange, handle: object): void {
  const { request, response } = exchange
  const { api, cookieName, ring, seals } = new BoundSession(config, exchange)
  const opening = { api, cookieName, ring, owner: config, response, seals }
  rememberOpenSession(request, opening, handle)
}

async function whenLoaded<Handle extends object>(
  session: BoundSession,
  createHandle: HandleMaker<Handle>,
): Promise<Handle> {
  await session.load()
  return createHandle(session)
}

/** Whoever opens a session with a password that is too short is told when a cookie asks for it. */
function assertKeysUsable({ sources, sealer }: Config, exchange: Exchange): void {
  for (const { seal } of readCandidates(sources, exchange)) sealer.assertKeyUsable(seal)
}
