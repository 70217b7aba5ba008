import { decodeBase64url, encodeBase64url } from '../bytes/base64url.ts'
import { parseJson, writeJson } from '../bytes/json.ts'
import type { Contents, EnvelopeCodec } from './codec.ts'
import { type Envelope, NESTED_LAYOUT } from './envelope.ts'
import { type SessionFacts, withFacts } from './facts.ts'
import { isPlainObject } from './json-object.ts'
import { judgeFacts, type SessionLimits } from './limits.ts'
import { decodeMeta, encodeMeta } from './meta.ts'

/** What `createSessions` seals beside the data. */
export interface FactsCodecSettings {
  readonly limits: SessionLimits
  /** Facts of a session that has none yet. */
  readonly newFacts: (now: number) => SessionFacts
  /** Facts of a session that came without; what its seal says of its end counts. Default: new ones. */
  readonly lateFacts?: (now: number, expires: number | undefined) => SessionFacts
  readonly version: number | undefined
}

/**
 * The codec of `createSessions`: data as it is, and facts beside it.
 *
 * A format without a place for facts (Iron) carries data and flash only, in the layout of next-iron-session: its sessions begin
 * anew whenever they are read, so an absolute timeout cannot be kept with it.
 */
export function createFactsCodec({
  limits,
  newFacts,
  lateFacts = (now, expires) => endingAt(expires, newFacts(now)),
  version,
}: FactsCodecSettings): EnvelopeCodec {
  return {
    encode(envelope, carriesMeta, now, json) {
      const { id, created, issued, authenticated, expires, transient } =
        envelope.facts ?? newFacts(now)
      const times = { created, issued }
      if (!carriesMeta)
        return { json: writeJson(NESTED_LAYOUT.encode(envelope)), expires, times, transient }
      return {
        json: json ?? writeJson(envelope.data),
        expires,
        times,
        sid: decodeBase64url(id),
        meta: encodeMeta({
          flash: envelope.flash,
          version,
          authenticated: authenticated === created ? undefined : authenticated,
        }),
        transient,
      }
    },

    decode: (contents, carriesMeta, now) =>
      carriesMeta
        ? decodeWithFacts(contents)
        : decodeWithout(contents, (expires) => lateFacts(now, expires)),

    // A cookie and its seal end together, so both count from the sealing; one that ends with the browser has a seal that ends by itself.
    cookieLifetime: ({ expires, times, transient }, now) => ({
      maxAge:
        transient === true || expires === undefined
          ? undefined
          : Math.floor((expires - (times?.issued ?? now)) / 1000),
    }),

    judge: ({ facts }, now) => (facts === undefined ? 'malformed' : judgeFacts(facts, limits, now)),
  }
}

/** The envelope in contents that have a place for facts; `undefined` where they are not of a session. */
export function decodeWithFacts({
  json,
  kept,
  expires,
  times,
  sid,
  id = sid === undefined ? undefined : encodeBase64url(sid),
  meta,
  transient,
}: Contents): Envelope | undefined {
  const data = kept === undefined ? parseJson(json) : kept.read()
  const beside = decodeMeta(meta)
  if (!isPlainObject(data) || beside === undefined) return undefined
  // A session seal always ends and always has its times and its id.
  if (expires === undefined || times === undefined || id === undefined) return undefined
  const { created, issued } = times
  const facts: SessionFacts = {
    id,
    created,
    issued,
    authenticated: beside.authenticated ?? created,
    expires,
    transient: transient === true,
  }
  return { data, flash: beside.flash, expires, facts, version: beside.version }
}

function decodeWithout(
  { json, kept, expires }: Contents,
  factsOf: (expires: number | undefined) => SessionFacts,
): Envelope | undefined {
  const envelope = NESTED_LAYOUT.decode(kept === undefined ? parseJson(json) : kept.read())
  if (envelope === undefined) return undefined
  const { data, flash } = envelope
  return { data, flash, expires, facts: factsOf(expires) }
}

function endingAt(expires: number | undefined, facts: SessionFacts): SessionFacts {
  return expires === undefined ? facts : withFacts(facts, { expires })
}
