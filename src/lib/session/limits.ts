import type { RejectReason } from '../errors.ts'
import type { SessionFacts } from './facts.ts'

/* How long a modern session is good. Pure: the clock is an argument, and everything is in milliseconds. */

/** For how long every session is good; from the shortest to the longest. */
export interface SessionLimits {
  /** Without use, if that ends it. */
  readonly idle: number | undefined
  /** From one sealing to the next. */
  readonly ttl: number
  /** From its beginning, whatever happens. */
  readonly absolute: number
}

/** Another server's clock may be this far ahead. */
const ISSUE_SKEW = 60_000

/** Why a seal is not good by what it says of itself; `undefined` while it is. */
export function judgeSeal(
  { issued, expires }: Pick<SessionFacts, 'issued' | 'expires'>,
  now: number,
): RejectReason | undefined {
  if (issued > now + ISSUE_SKEW) return 'invalid'
  return now >= expires ? 'expired' : undefined
}

/** Why a session is over; `undefined` while it is good. Every limit ends at its very millisecond. */
export function judgeFacts(
  facts: SessionFacts,
  limits: SessionLimits,
  now: number,
): RejectReason | undefined {
  if (facts.issued > now + ISSUE_SKEW) return 'invalid'
  if (now >= facts.created + limits.absolute) return 'too-old'
  // What the seal says, and what the configuration says today: a limit that was lowered counts for seals already out there.
  if (now >= facts.expires || now >= facts.issued + limits.ttl) return 'expired'
  if (limits.idle !== undefined && now >= facts.issued + limits.idle) return 'idle'
  return undefined
}

/** When a seal made now ends: never after the session itself. */
export function sealExpiry(created: number, limits: SessionLimits, now: number): number {
  return Math.min(now + limits.ttl, created + limits.absolute)
}

/** Whether use must be noted in a new seal: when half of the idle window is over, so that not every request writes. */
export function needsRenewal(facts: SessionFacts, limits: SessionLimits, now: number): boolean {
  return limits.idle !== undefined && now >= facts.issued + limits.idle / 2
}
