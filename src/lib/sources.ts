import { SessionError } from './errors.ts'
import type { Exchange } from './exchange.ts'
import type { Source } from './options/config.ts'

/*
 * The places that a seal of one session can come from: the cookie that is written, names that it had before, a header.
 */

type Sources = readonly Source[]

/** A seal that came with the request, and the place that it came from. */
export interface Candidate {
  readonly seal: string
  readonly source: Source
}

/** Cookie → seals. A place that rules out the others does so by having one, good or bad. */
export function readCandidates(sources: Sources, exchange: Exchange): readonly Candidate[] {
  const candidates: Candidate[] = []
  for (const source of sources) {
    for (const seal of source.transport.read(exchange)) candidates.push({ seal, source })
    if (source.exclusive && candidates.length > 0) break
  }
  return candidates
}

export function sealsOf(candidates: readonly Candidate[]): readonly string[] {
  return candidates.map(({ seal }) => seal)
}

/** Whether all that came is a session with a part missing. */
export function isTruncated(sources: Sources, exchange: Exchange): boolean {
  return sources.some(({ transport }) => transport.isTruncated?.(exchange) === true)
}

/** A session that was read from an old place has moved to the one that is written. */
export function expireOldPlaces(sources: Sources, exchange: Exchange): string[] {
  if (sources.length === 1) return []
  const written = writtenSource(sources).transport
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
export function writtenSource(sources: Sources): Source {
  for (const source of sources) if (source.writable) return source
  throw new SessionError('ERR_IRONSEAL_USAGE', 'There is no place to write a session to')
}

/** Whether the session came in a header that the client sets, where no response can replace it. */
export function isHeldByClient(sources: Sources, exchange: Exchange): boolean {
  return sources.some(({ writable, transport }) => !writable && transport.read(exchange).length > 0)
}
