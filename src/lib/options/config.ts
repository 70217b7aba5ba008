import { platform } from '#platform'
import type { KeyRing } from '../keys/key-ring.ts'
import { fixedKeys, type KeySource } from '../keys/key-source.ts'
import { createCompactFormat } from '../seal/compact.ts'
import type { SealContext, SealFormat } from '../seal/format.ts'
import { createIronFormat } from '../seal/iron.ts'
import { createSealer, type Sealer } from '../seal/sealer.ts'
import type { VerifiedSeals } from '../seal/verified-seals.ts'
import type { EnvelopeCodec } from '../session/codec.ts'

import { type EventSink, NO_EVENTS } from '../session/events.ts'
import type { DataParser } from '../session/schema.ts'
import type { Transport } from '../transport/transport.ts'

/** What the pipeline works with: every option checked, every default filled in. Nothing below reads user options. */
export interface Config {
  /** The API whose handles this configuration makes; sessions are shared within one API only. */
  readonly api: string
  readonly cookieName: string
  /** Two configurations of one API share their sessions when they have the same secrets; `undefined`: with nobody. */
  readonly ring: KeyRing | undefined
  readonly sealer: Sealer
  /** The places that a seal can come from, in order. The first of them is the one that is written. */
  readonly sources: readonly Source[]
  readonly codec: EnvelopeCodec
  /** Checks and completes the data; `undefined` where there is no schema. */
  readonly parser: DataParser | undefined
  /** The headers of a request that sessions come in, for caches to know; `undefined`: caching is not our business. */
  readonly readFrom: readonly string[] | undefined
  readonly emit: EventSink
  /** Whether unsealing gives its result at once, so that it can wait until somebody asks for the data. */
  readonly synchronous: boolean
}

/** One place that a seal can come from, and what a seal from there must be bound to. */
export interface Source {
  readonly transport: Transport
  readonly context: SealContext
  /** Whether a seal from here rules out all later places, and whether it can be sent back this way. */
  readonly exclusive: boolean
  readonly writable: boolean
}

/** What a drop-in API resolves its users' options to; see `compat/` for the rules of each. */
export interface DropInSettings {
  readonly api: string
  readonly cookieName: string
  readonly ring: KeyRing
  readonly transport: Transport
  readonly codec: EnvelopeCodec
  /** What is written behind an Iron seal. */
  readonly sealSuffix: '' | '~2'
}

/** Puts the stages together for a drop-in API: it writes Iron and reads what `createSessions` writes as well. */
export function createDropInConfig(settings: DropInSettings): Config {
  const { api, cookieName, ring, transport, codec, sealSuffix } = settings
  const iron = createIronFormat(sealSuffix)
  return Object.freeze({
    api,
    cookieName,
    ring,
    sealer: sealerOf(fixedKeys(ring), [iron, createCompactFormat()], transport.maxLength),
    sources: [cookieSource(transport, { purpose: 'session', name: cookieName })],
    codec,
    parser: undefined,
    readFrom: undefined,
    emit: NO_EVENTS,
    synchronous: platform.synchronous,
  })
}

/** A sealer on this platform; the first format seals, all are read. */
export function sealerOf(
  keys: KeySource,
  accept: readonly [SealFormat, ...SealFormat[]],
  maxLength: number,
  verified?: VerifiedSeals,
): Sealer {
  return createSealer({ platform, keys, format: accept[0], accept, maxLength, verified })
}

export function cookieSource(transport: Transport, context: SealContext): Source {
  return { transport, context, exclusive: false, writable: true }
}
