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
import { after, type MaybePromise } from './platform/maybe-promise.ts'
import type { Unsealed } from './seal/sealer.ts'
import { EMPTY_ENVELOPE, type Envelope } from './session/envelope.ts'
import { describeBiggestKeys } from './session/json-object.ts'
import type { Origin } from './session/origin.ts'
import type { DataParser } from './session/schema.ts'
import type { Loaded, WriteGuard } from './session/request-session.ts'
import { type Candidate, expireOldPlaces, isTruncated, writtenSource } from './sources.ts'
import { markPrivate, markRead } from './transport/cache-headers.ts'

/** Seals → Session. The seal that was issued last, of those that are authentic, of the right shape and still good. */
export function load(
  config: Config,
  exchange: Exchange,
  candidates: readonly Candidate[],
): MaybePromise<Loaded> {
  const loadFrom = (at: number, best?: Found, reason?: RejectReason): MaybePromise<Loaded> => {
    const candidate = candidates[at]
    // A drop-in API knows no times at all: the first one counts.
    const isDecided = best !== undefined && best.loaded.envelope.facts === undefined
    if (candidate === undefined || isDecided) return finish(config, exchange, best, reason)
    return after(readCandidate(config, candidate), (read) => {
      // The first candidate is the one that the browser would call ours; its reason is the one to tell.
      if (!read.ok) return loadFrom(at + 1, best, reason ?? read.reason)
      return loadFrom(at + 1, best === undefined ? read : newerOf(config, best, read), reason)
    })
  }
  return loadFrom(0)
}

/**
 * The same at once, where nothing came or a seal that is remembered; `undefined` for everything else.
 *
 * Most requests are of this kind, and the rest is a tenth of their time.
 */
export function loadAtOnce(
  config: Config,
  exchange: Exchange,
  candidates: readonly Candidate[],
): Loaded | undefined {
  const [candidate] = candidates
  if (candidate === undefined) return finish(config, exchange, undefined, undefined)
  if (candidates.length > 1 || config.parser !== undefined) return undefined
  const now = Date.now()
  const recalled = config.sealer.recall(candidate.seal, candidate.source.context, now)
  if (recalled === undefined) return undefined
  const read = judge(config, candidate, recalled, now)
  return read.ok
    ? finish(config, exchange, read, undefined)
    : finish(config, exchange, undefined, read.reason)
}

function finish(
  config: Config,
  exchange: Exchange,
  found: Found | undefined,
  reason: RejectReason | undefined,
): Loaded {
  if (found !== undefined) return announce(config, exchange, found.loaded, found.dated)
  const truncated = isTruncated(config.sources, exchange)
  return announce(config, exchange, emptySession(truncated ? 'truncated' : reason), false)
}

interface Found {
  readonly ok: true
  readonly loaded: Loaded
  /** Whether its times came with it. */
  readonly dated: boolean
}

type Read = Found | { readonly ok: false; readonly reason: RejectReason }

function readCandidate(config: Config, candidate: Candidate): MaybePromise<Read> {
  const { seal, source } = candidate
  return after(config.sealer.unseal(seal, source.context), (unsealed) => {
    const read = judge(config, candidate, unsealed, Date.now())
    return config.parser === undefined || !read.ok ? read : parse(config.parser, read)
  })
}

function parse(parser: DataParser, { loaded, dated }: Found): MaybePromise<Read> {
  const { envelope, origin } = loaded
  return after(parser.read(envelope.data, envelope.version), (parsed) => {
    if (parsed === undefined) return { ok: false, reason: 'schema' }
    return {
      ok: true,
      dated,
      loaded: {
        envelope: { ...envelope, data: parsed.data },
        origin: parsed.migrated ? STALE : origin,
      },
    }
  })
}

/** Whether what was in a seal is a session that is still good. */
function judge(config: Config, { source }: Candidate, unsealed: Unsealed, now: number): Read {
  if (!unsealed.ok) return unsealed

  const { content, carriesMeta } = unsealed
  const envelope = config.codec.decode(content, carriesMeta, now)
  if (envelope === undefined) return { ok: false, reason: 'malformed' }

  const over = config.codec.judge(envelope, now)
  if (over !== undefined) return { ok: false, reason: over }

  const moved = source.writable && source !== writtenSource(config.sources)
  const origin = unsealed.stale || moved ? STALE : RESUMED
  const json = carriesMeta ? content.json : undefined
  return { ok: true, dated: carriesMeta, loaded: { envelope, origin, json } }
}

// One for all sessions, so frozen.
const NEW: Origin = Object.freeze({ kind: 'new' })
const RESUMED: Origin = Object.freeze({ kind: 'resumed', stale: false })
const STALE: Origin = Object.freeze({ kind: 'resumed', stale: true })

/** Of two authentic sessions under one name, the one issued last. One that does not say when it was issued is older than any. */
function newerOf({ emit, cookieName }: Config, first: Found, second: Found): Found {
  if (!first.dated || !second.dated) return !first.dated && second.dated ? second : first
  const ours = first.loaded.envelope.facts
  const theirs = second.loaded.envelope.facts
  if (ours?.id !== theirs?.id) emit({ type: 'ambiguous', cookieName })
  return (theirs?.issued ?? 0) > (ours?.issued ?? 0) ? second : first
}

function emptySession(reason: RejectReason | undefined): Loaded {
  const origin = reason === undefined ? NEW : ({ kind: 'rejected', reason } as const)
  return { envelope: EMPTY_ENVELOPE, origin }
}

function announce(
  { emit, cookieName, readFrom }: Config,
  exchange: Exchange,
  loaded: Loaded,
  dated: boolean,
): Loaded {
  const { origin, envelope } = loaded
  if (readFrom !== undefined) markRead(exchange, readFrom)
  if (origin.kind === 'rejected') emit({ type: 'rejected', cookieName, reason: origin.reason })
  if (origin.kind === 'resumed') {
    if (readFrom !== undefined) markPrivate(exchange)
    // An id that did not come in the seal is another one at every reading.
    const id = dated ? envelope.facts?.id : undefined
    emit({ type: 'opened', cookieName, id, stale: origin.stale })
  }
  return loaded
}

/** Session → Set-Cookie. Everything up to the first wait happens at the call, so later changes are not in this seal. */
export function store(
  config: Config,
  exchange: Exchange,
  envelope: Envelope,
  guard: WriteGuard = (write) => write(),
  json?: string,
): MaybePromise<readonly string[]> {
  const { sealer, codec, parser, readFrom } = config
  const source = writtenSource(config.sources)
  const now = Date.now()
  const content = codec.encode(envelope, sealer.carriesMeta, now, json)
  const sealing = after(parser?.assertWritable(envelope.data), () =>
    sealer.seal(content, source.context),
  )
  const explainSize = (): string => {
    config.emit({ type: 'oversize', cookieName: config.cookieName })
    return describeBiggestKeys(envelope.data)
  }
  return after(sealing, (seal) =>
    guard(() => {
      const lifetime = codec.cookieLifetime(content, now)
      const lines = source.transport.write(exchange, seal, explainSize, lifetime)
      if (readFrom !== undefined) markPrivate(exchange)
      return [...lines, ...expireOldPlaces(config.sources, exchange)]
    }),
  )
}

/** Marks a response that was made after the session was read. */
export function markResponse({ readFrom }: Config, exchange: Exchange, { origin }: Loaded): void {
  if (readFrom === undefined) return
  markRead(exchange, readFrom)
  if (origin.kind === 'resumed') markPrivate(exchange)
}

/** Makes the browser forget the session wherever it may have it. */
export function clear({ sources, readFrom }: Config, exchange: Exchange): readonly string[] {
  if (readFrom !== undefined) markPrivate(exchange)
  return [
    ...writtenSource(sources).transport.clear(exchange),
    ...expireOldPlaces(sources, exchange),
  ]
}
