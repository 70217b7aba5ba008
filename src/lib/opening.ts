import type { Exchange } from './exchange.ts'
import type { Config } from './options/config.ts'
import { type MaybePromise, run } from './platform/steps.ts'
import { findOpenSession, type Opening, rememberOpenSession } from './session/registry.ts'
import type { Loaded, RequestSession } from './session/request-session.ts'
import { bindSession, load } from './sessions.ts'
import { type Candidate, readCandidates } from './sources.ts'

/** Makes the handle that users hold out of the session of a request. */
export type HandleMaker<Handle extends object> = (session: RequestSession) => Handle

/**
 * Opens the session that came with a request, or a new one.
 *
 * Opened twice, by the same API with the same secrets, it is the same session. Nothing is decrypted before the handle asks for
 * the data, unless the platform can only do so asynchronously.
 */
export function openSession<Handle extends object>(
  config: Config,
  exchange: Exchange,
  createHandle: HandleMaker<Handle>,
): MaybePromise<Handle> {
  const candidates = readCandidates(config.sources, exchange)
  const opening = openingOf(config, exchange, candidates)

  const known = findOpenSession<Handle>(exchange.request, opening)
  if (known !== undefined) return known

  for (const { seal } of candidates) config.sealer.assertKeyUsable(seal)
  const handle = open(config, exchange, candidates, createHandle)
  rememberOpenSession(exchange.request, opening, handle)
  return handle
}

/**
 * Remembers that the cookie, as it is now, holds the session of this handle.
 *
 * For exchanges that give back what was written, such as a cookie store: opened again after a save, it is the same session.
 */
export function rememberSession(config: Config, exchange: Exchange, handle: object): void {
  const opening = openingOf(config, exchange, readCandidates(config.sources, exchange))
  rememberOpenSession(exchange.request, opening, handle)
}

function openingOf(
  config: Config,
  { response }: Exchange,
  candidates: readonly Candidate[],
): Opening {
  const { api, cookieName, ring } = config
  return {
    api,
    cookieName,
    ring,
    owner: config,
    response,
    seals: candidates.map(({ seal }) => seal),
  }
}

function open<Handle extends object>(
  config: Config,
  exchange: Exchange,
  candidates: readonly Candidate[],
  createHandle: HandleMaker<Handle>,
): MaybePromise<Handle> {
  const loading = once(() => run(load(config, exchange, candidates)))
  // A synchronous platform has its result the moment it is asked, so it may be asked late.
  if (config.synchronous)
    return createHandle(bindSession(config, exchange, loading as () => Loaded))
  return Promise.resolve(loading()).then((loaded) =>
    createHandle(bindSession(config, exchange, () => loaded)),
  )
}

function once<T>(compute: () => T): () => T {
  let result: { readonly value: T } | undefined
  return () => (result ??= { value: compute() }).value
}
