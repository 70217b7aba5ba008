/**
 * The life of a session in one request, in the order of this file:
 *
 *     Cookie → transport.read → unseal → envelope → lifetime → schema → Session
 *     Session.save → envelope → schema → seal → transport.write → Set-Cookie
 *
 * This is the only file that knows every stage. A stage knows its neighbours by their contracts alone: a session never sees a
 * seal, a transport never sees a key, an exchange decides nothing.
 */
import type { RejectReason } from './errors.ts'
import type { Exchange } from './exchange.ts'
import type { Config } from './options/config.ts'
import { run, type Steps } from './platform/steps.ts'
import { EMPTY_ENVELOPE, type Envelope } from './session/envelope.ts'
import { describeBiggestKeys } from './session/json-object.ts'
import type { Loaded, RequestSession, WriteGuard } from './session/request-session.ts'
import {
  type Candidate,
  expireOldPlaces,
  isHeldByClient,
  isTruncated,
  writtenSource,
} from './sources.ts'
import { markPrivate, markRead } from './transport/cache-headers.ts'

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
    heldByClient: () => isHeldByClient(config.sources, exchange),
  }
}

/** Seals → Session. The seal that was issued last, of those that are authentic, of the right shape and still good. */
export function* load(
  config: Config,
  exchange: Exchange,
  candidates: readonly Candidate[],
): Steps<Loaded> {
  if (config.readFrom !== undefined) markRead(exchange, config.readFrom)
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
  if (best === undefined && isTruncated(config.sources, exchange)) reason = 'truncated'
  return announce(config, exchange, best?.loaded ?? emptySession(reason))
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

  const moved = source.writable && source !== writtenSource(config.sources)
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
  { emit, cookieName, readFrom }: Config,
  exchange: Exchange,
  loaded: Loaded,
): Loaded {
  const { origin, envelope } = loaded
  if (origin.kind === 'rejected') emit({ type: 'rejected', cookieName, reason: origin.reason })
  if (origin.kind === 'resumed') {
    if (readFrom !== undefined) markPrivate(exchange)
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
  const { sealer, codec, parser, readFrom } = config
  const source = writtenSource(config.sources)
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
    if (readFrom !== undefined) markPrivate(exchange)
    return [...lines, ...expireOldPlaces(config.sources, exchange)]
  })
}

/** Marks a response that was made after the session was read. */
export function markResponse({ readFrom }: Config, exchange: Exchange, { origin }: Loaded): void {
  if (readFrom === undefined) return
  markRead(exchange, readFrom)
  if (origin.kind === 'resumed') markPrivate(exchange)
}

/** Makes the browser forget the session wherever it may have it. */
function clear({ sources, readFrom }: Config, exchange: Exchange): readonly string[] {
  if (readFrom !== undefined) markPrivate(exchange)
  return [
    ...writtenSource(sources).transport.clear(exchange),
    ...expireOldPlaces(sources, exchange),
  ]
}
