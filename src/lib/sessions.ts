/**
 * The life of a session in one request, in the order of this file:
 *
 *     Cookie → transport.read → unseal → envelope → lifetime → Session
 *     Session.save → envelope → seal → transport.write → Set-Cookie
 *
 * This is the only file that knows every stage. A stage knows its neighbours by their contracts alone: a session never sees a
 * seal, a transport never sees a key, an exchange decides nothing.
 */
import { parseJson, writeJson } from './bytes/json.ts'
import type { RejectReason } from './errors.ts'
import type { Exchange } from './exchange.ts'
import type { Config } from './options.ts'
import { type MaybePromise, run, type Steps } from './platform/steps.ts'
import { EMPTY_ENVELOPE, type Envelope } from './session/envelope.ts'
import { describeBiggestKeys } from './session/json-object.ts'
import { expiryOf, isExpired } from './session/lifetime.ts'
import { findOpenSession, type Opening, rememberOpenSession } from './session/registry.ts'
import type { Loaded, RequestSession, WriteGuard } from './session/request-session.ts'

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
  const opening = openingOf(config, exchange)
  const { seals } = opening

  const known = findOpenSession<Handle>(exchange.request, opening)
  if (known !== undefined) return known

  for (const seal of seals) config.sealer.assertKeyUsable(seal)
  const handle = open(config, exchange, seals, createHandle)
  rememberOpenSession(exchange.request, opening, handle)
  return handle
}

/**
 * Remembers that the cookie, as it is now, holds the session of this handle.
 *
 * For exchanges that give back what was written, such as a cookie store: opened again after a save, it is the same session.
 */
export function rememberSession(config: Config, exchange: Exchange, handle: object): void {
  rememberOpenSession(exchange.request, openingOf(config, exchange), handle)
}

function openingOf({ api, cookieName, ring, transport }: Config, exchange: Exchange): Opening {
  const { response } = exchange
  return { api, cookieName, ring, response, seals: transport.read(exchange) }
}

function open<Handle extends object>(
  config: Config,
  exchange: Exchange,
  seals: readonly string[],
  createHandle: HandleMaker<Handle>,
): MaybePromise<Handle> {
  const loading = once(() => run(load(config, seals)))
  // A synchronous platform has its result the moment it is asked, so it may be asked late.
  if (config.synchronous)
    return createHandle(bindSession(config, exchange, loading as () => Loaded))
  return Promise.resolve(loading()).then((loaded) =>
    createHandle(bindSession(config, exchange, () => loaded)),
  )
}

/** The session of a request as handles see it: what was loaded, and the way back into a cookie. */
export function bindSession(
  config: Config,
  exchange: Exchange,
  loaded: () => Loaded,
): RequestSession {
  return {
    loaded,
    save: async (envelope, guard) => run(store(config, exchange, envelope, guard)),
    clear: () => config.transport.clear(exchange),
    writability: () => exchange.writability(),
  }
}

/** Cookie → Session. The first seal that is authentic, of the right shape and still good is the session. */
function* load(config: Config, seals: readonly string[]): Steps<Loaded> {
  let reason: RejectReason | undefined
  for (const seal of seals) {
    const read = yield* readSeal(config, seal, Date.now())
    if (read.ok) return read.loaded
    // The first candidate is the one that the browser would call ours; its reason is the one to tell.
    reason ??= read.reason
  }
  const origin =
    reason === undefined ? ({ kind: 'new' } as const) : ({ kind: 'rejected', reason } as const)
  return { envelope: EMPTY_ENVELOPE, origin }
}

type SealRead =
  | { readonly ok: true; readonly loaded: Loaded }
  | { readonly ok: false; readonly reason: RejectReason }

function* readSeal(config: Config, seal: string, now: number): Steps<SealRead> {
  const unsealed = yield* config.sealer.unseal(seal, config.context)
  if (!unsealed.ok) return unsealed

  if (isExpired(unsealed.content.expires, config.lifetime, now))
    return { ok: false, reason: 'expired' }

  const envelope = config.layout.decode(parseJson(unsealed.content.json))
  if (envelope === undefined) return { ok: false, reason: 'malformed' }

  return { ok: true, loaded: { envelope, origin: { kind: 'resumed', stale: unsealed.stale } } }
}

/** Session → Set-Cookie. Everything up to the first wait happens at the call, so later changes are not in this seal. */
function* store(
  config: Config,
  exchange: Exchange,
  envelope: Envelope,
  guard: WriteGuard = (write) => write(),
): Steps<readonly string[]> {
  const json = writeJson(config.layout.encode(envelope))
  const { data } = envelope
  const expires = expiryOf(config.lifetime, Date.now())
  const seal = yield* config.sealer.seal({ json, expires }, config.context)
  return guard(() => config.transport.write(exchange, seal, () => describeBiggestKeys(data)))
}

function once<T>(compute: () => T): () => T {
  let result: { readonly value: T } | undefined
  return () => (result ??= { value: compute() }).value
}
