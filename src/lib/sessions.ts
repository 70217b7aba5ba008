/**
 * The life of a session in one request, in the order of this file:
 *
 *     Cookie → transport.read → unseal → envelope → lifetime → schema → Session
 *     Session.save → envelope → schema → seal → transport.write → Set-Cookie
 *
 * This is the only file that knows every stage. A stage knows its neighbours by their contracts alone: a session never sees a
 * seal, a transport never sees a key, an exchange decides nothing.
 */
import { type RejectReason, SessionError } from './errors.ts'
import type { Exchange } from './exchange.ts'
import type { Config, Source } from './options/config.ts'
import { type MaybePromise, run, type Steps } from './platform/steps.ts'
import { EMPTY_ENVELOPE, type Envelope } from './session/envelope.ts'
import { describeBiggestKeys } from './session/json-object.ts'
import { findOpenSession, type Opening, rememberOpenSession } from './session/registry.ts'
import type { Loaded, RequestSession, WriteGuard } from './session/request-session.ts'
import { markCookieRead, markPrivate } from './transport/cache-headers.ts'

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
  const candidates = readCandidates(config, exchange)
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
  const opening = openingOf(config, exchange, readCandidates(config, exchange))
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

/** The session of a request as handles see it: what was loaded, and the way back into a cookie. */
export function bindSession(
  config: Config,
  exchange: Exchange,
  loaded: () => Loaded,
): RequestSession {
  return {
    loaded,
    save: (envelope, guard) => run(store(config, exchange, envelope, guard)),
    clear: () => clear(config, exchange),
    writability: () => exchange.writability(),
    heldByClient: () => isHeldByClient(config, exchange),
  }
}

/** A seal that came with the request, and the place that it came from. */
interface Candidate {
  readonly seal: string
  readonly source: Source
}

/** Cookie → seals. A place that rules out the others does so by having one, good or bad. */
function readCandidates({ sources }: Config, exchange: Exchange): readonly Candidate[] {
  const candidates: Candidate[] = []
  for (const source of sources) {
    for (const seal of source.transport.read(exchange)) candidates.push({ seal, source })
    if (source.exclusive && candidates.length > 0) break
  }
  return candidates
}

/** Seals → Session. The seal that was issued last, of those that are authentic, of the right shape and still good. */
function* load(
  config: Config,
  exchange: Exchange,
  candidates: readonly Candidate[],
): Steps<Loaded> {
  if (config.cacheHeaders) markCookieRead(exchange)
  let reason: RejectReason | undefined
  let best: Found | undefined
  for (const candidate of candidates) {
    const read = yield* readCandidate(config, candidate, Date.now())
    // The first candidate is the one that the browser would call ours; its reason is the one to tell.
    if (!read.ok) reason ??= read.reason
    else best = best === undefined ? read : newerOf(config, best, read)
    // A drop-in API knows no times at all: the first one counts.
    if (best !== undefined && best.loaded.envelope.facts === undefined) break
  }
  if (best === undefined && isTruncated(config, exchange)) reason = 'truncated'
  return announce(config, exchange, best?.loaded ?? emptySession(reason))
}

/** Whether all that came is a session with a part missing. */
function isTruncated({ sources }: Config, exchange: Exchange): boolean {
  return sources.some(({ transport }) => transport.isTruncated?.(exchange) === true)
}

interface Found {
  readonly ok: true
  readonly loaded: Loaded
  /** Whether its times came with it. */
  readonly dated: boolean
}

type Read = Found | { readonly ok: false; readonly reason: RejectReason }

function* readCandidate(config: Config, { seal, source }: Candidate, now: number): Steps<Read> {
  const unsealed = yield* config.sealer.unseal(seal, source.context)
  if (!unsealed.ok) return unsealed

  const envelope = config.codec.decode(unsealed.content, unsealed.carriesMeta, now)
  if (envelope === undefined) return { ok: false, reason: 'malformed' }

  const over = config.codec.judge(envelope, now)
  if (over !== undefined) return { ok: false, reason: over }

  const { parser } = config
  const parsed =
    parser === undefined
      ? { data: envelope.data, migrated: false }
      : yield* parser.read(envelope.data, envelope.version)
  if (parsed === undefined) return { ok: false, reason: 'schema' }

  const moved = source.writable && source !== writtenSource(config)
  const stale = unsealed.stale || moved || parsed.migrated
  return {
    ok: true,
    dated: unsealed.carriesMeta,
    loaded: { envelope: { ...envelope, data: parsed.data }, origin: { kind: 'resumed', stale } },
  }
}

/** Of two authentic sessions under one name, the one issued last. One that does not say when it was issued is older than any. */
function newerOf({ emit, cookieName }: Config, first: Found, second: Found): Found {
  if (!first.dated || !second.dated) return !first.dated && second.dated ? second : first
  const ours = first.loaded.envelope.facts
  const theirs = second.loaded.envelope.facts
  if (ours?.id !== theirs?.id) emit({ type: 'ambiguous', cookieName })
  return (theirs?.issued ?? 0) > (ours?.issued ?? 0) ? second : first
}

function emptySession(reason: RejectReason | undefined): Loaded {
  const origin =
    reason === undefined ? ({ kind: 'new' } as const) : ({ kind: 'rejected', reason } as const)
  return { envelope: EMPTY_ENVELOPE, origin }
}

function announce(
  { emit, cookieName, cacheHeaders }: Config,
  exchange: Exchange,
  loaded: Loaded,
): Loaded {
  const { origin, envelope } = loaded
  if (origin.kind === 'rejected') emit({ type: 'rejected', cookieName, reason: origin.reason })
  if (origin.kind === 'resumed') {
    if (cacheHeaders) markPrivate(exchange)
    emit({ type: 'opened', cookieName, id: envelope.facts?.id, stale: origin.stale })
  }
  return loaded
}

/** Session → Set-Cookie. Everything up to the first wait happens at the call, so later changes are not in this seal. */
function* store(
  config: Config,
  exchange: Exchange,
  envelope: Envelope,
  guard: WriteGuard = (write) => write(),
): Steps<readonly string[]> {
  const { sealer, codec, parser, cacheHeaders } = config
  const source = writtenSource(config)
  const now = Date.now()
  const content = codec.encode(envelope, sealer.carriesMeta, now)
  if (parser !== undefined) yield* parser.assertWritable(envelope.data)

  const seal = yield* sealer.seal(content, source.context)
  const explainSize = (): string => {
    config.emit({ type: 'oversize', cookieName: config.cookieName })
    return describeBiggestKeys(envelope.data)
  }
  return guard(() => {
    const lifetime = codec.cookieLifetime(content, now)
    const lines = source.transport.write(exchange, seal, explainSize, lifetime)
    if (cacheHeaders) markPrivate(exchange)
    return [...lines, ...expireOldPlaces(config, exchange)]
  })
}

/** Seals what an envelope holds for another way than the one that `save` takes. */
export function sealEnvelope(
  { codec, sealer }: Config,
  envelope: Envelope,
  context: Source['context'],
): MaybePromise<string> {
  return run(sealer.seal(codec.encode(envelope, sealer.carriesMeta, Date.now()), context))
}

/** The same for a client without cookies, checked as a save would be. */
export async function sealForHeader(
  config: Config,
  envelope: Envelope,
  { context, transport }: Source,
): Promise<string> {
  const check = async (): Promise<void> => {
    if (config.parser !== undefined) await run(config.parser.assertWritable(envelope.data))
  }
  // Both begin before the first wait: what is checked is what is sealed.
  const [seal] = await Promise.all([sealEnvelope(config, envelope, context), check()])
  if (seal.length <= transport.maxLength) return seal
  config.emit({ type: 'oversize', cookieName: config.cookieName })
  throw new SessionError(
    'ERR_IRONSEAL_COOKIE_TOO_BIG',
    `The sealed session has ${seal.length} characters, and ${transport.maxLength} are read`,
    { hint: describeBiggestKeys(envelope.data) },
  )
}

/** Marks a response that was made after the session was read. */
export function markResponse(
  { cacheHeaders }: Config,
  exchange: Exchange,
  { origin }: Loaded,
): void {
  if (!cacheHeaders) return
  markCookieRead(exchange)
  if (origin.kind === 'resumed') markPrivate(exchange)
}

/** Makes the browser forget the session wherever it may have it. */
function clear(config: Config, exchange: Exchange): readonly string[] {
  if (config.cacheHeaders) markPrivate(exchange)
  return [...writtenSource(config).transport.clear(exchange), ...expireOldPlaces(config, exchange)]
}

/** A session that was read from an old place has moved to the one that is written. */
function expireOldPlaces({ sources }: Config, exchange: Exchange): string[] {
  const written = writtenSource({ sources }).transport
  return (
    sources
      .filter(({ writable, transport }) => writable && transport !== written)
      .map(({ transport }) => transport)
      // On plain http names lose their prefix, and the old name may be the new one: nothing has moved then.
      .filter((old) => old.cookieName?.(exchange) !== written.cookieName?.(exchange))
      .filter((old) => old.read(exchange).length > 0)
      .flatMap((old) => old.clear(exchange))
  )
}

/** The place that seals are written to: the first cookie. */
export function writtenSource({ sources }: Pick<Config, 'sources'>): Source {
  const source = sources.find(({ writable }) => writable)
  if (source !== undefined) return source
  throw new SessionError('ERR_IRONSEAL_USAGE', 'There is no place to write a session to')
}

/** Whether the session came in a header that the client sets, where no response can replace it. */
function isHeldByClient({ sources }: Config, exchange: Exchange): boolean {
  return sources.some(({ writable, transport }) => !writable && transport.read(exchange).length > 0)
}

function once<T>(compute: () => T): () => T {
  let result: { readonly value: T } | undefined
  return () => (result ??= { value: compute() }).value
}
