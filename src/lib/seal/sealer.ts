import type { RejectReason } from '../errors.ts'
import type { KeyRing } from '../keys/key-ring.ts'
import type { KeySource } from '../keys/key-source.ts'
import { assertUsableKey, isUsableKey } from '../keys/password.ts'
import type { Platform } from '../platform/platform.ts'
import { after, type MaybePromise } from '../platform/maybe-promise.ts'
import type { SealContent, SealContext, SealFormat } from './format.ts'
import type { VerifiedSeal, VerifiedSeals } from './verified-seals.ts'

export type Unsealed =
  | {
      readonly ok: true
      readonly content: SealContent
      /** Whether the format has a place for times, an id and meta data. */
      readonly carriesMeta: boolean
      /** Sealed with another key or format than those that seal now; the next save renews it. */
      readonly stale: boolean
    }
  | { readonly ok: false; readonly reason: RejectReason }

/** Seals in one format with one key, and unseals every accepted format with every key of the ring. */
export interface Sealer {
  /** Whether the sealing format has a place for times, an id and meta data. */
  readonly carriesMeta: boolean
  seal(content: SealContent, context: SealContext): MaybePromise<string>
  unseal(text: string, context: SealContext): MaybePromise<Unsealed>
  /** What `unseal` gives now, where that needs no cryptography and no wait because the same text was opened before. */
  recall(text: string, context: SealContext, now: number): Unsealed | undefined
  /** Whether no text can ask for a key that cannot be used, as far as the keys are there. */
  everyKeyIsUsable(): boolean
  /** Throws when the text asks for a key that cannot be used, without any cryptography. */
  assertKeyUsable(text: string): void
}

export interface SealerSettings {
  readonly platform: Platform
  readonly keys: KeySource
  /** The format that seals. */
  readonly format: SealFormat
  /** The formats that are read, the sealing one among them. */
  readonly accept: readonly SealFormat[]
  /** The longest text that is looked at, in characters. */
  readonly maxLength: number
  /** What was opened lately; without it everything is opened anew. */
  readonly verified?: VerifiedSeals | undefined
}

/** Makes the sealer of one source of keys. Formats are told apart by their prefix alone. */
export function createSealer({
  platform,
  keys,
  format,
  accept,
  maxLength,
  verified,
}: SealerSettings): Sealer {
  const formatOf = (text: string): SealFormat | undefined =>
    accept.find((known) => known.recognizes(text))

  const unsealed = (seal: VerifiedSeal, ring: KeyRing, now: number): Unsealed => ({
    ok: true,
    content: seal.content,
    carriesMeta: seal.format.carriesMeta,
    stale: seal.format !== format || !ring.isCurrent(seal.key, now),
  })

  const recallWith = (
    ring: KeyRing,
    text: string,
    context: SealContext,
    now: number,
  ): Unsealed | undefined => {
    const known = verified?.find(text, ring, context)
    // The dates of a key hold for what it sealed, whenever that was opened first.
    return known?.key.unseals(now) === true ? unsealed(known, ring, now) : undefined
  }

  let usable = false

  return {
    carriesMeta: format.carriesMeta,

    recall(text, context, now) {
      // Keys may have to be fetched, which nobody causes with a text that is no seal; and `unseal` waits for what is begun here.
      if (verified === undefined || text.length > maxLength) return undefined
      if (formatOf(text) === undefined) return undefined
      const ring = keys.current()
      return ring instanceof Promise ? undefined : recallWith(ring, text, context, now)
    },

    seal(content, context) {
      return after(keys.current(), (ring) =>
        format.seal(platform, content, ring.sealingKey(), context),
      )
    },

    unseal(text, context) {
      // The cap comes before anything that costs time in proportion to the length.
      if (text.length > maxLength) return { ok: false, reason: 'oversize' }
      const written = formatOf(text)
      if (written === undefined) return { ok: false, reason: 'malformed' }

      const openWith = (ring: KeyRing): MaybePromise<Unsealed> =>
        after(written.open(platform, text, ring, context), (opened) => {
          if (!opened.ok) return opened
          const seal = { content: opened.content, key: opened.key, format: written }
          const kept = verified?.remember(text, ring, context, seal) ?? seal
          return unsealed(kept, ring, Date.now())
        })

      return after(keys.current(), (ring) => {
        const recalled = recallWith(ring, text, context, Date.now())
        if (recalled !== undefined) return recalled
        return after(openWith(ring), (opened) => {
          if (opened.ok || opened.reason !== 'unknown-key') return opened
          // Another server may know a newer key than this one.
          return after(keys.refresh(), (fresh) => (fresh === undefined ? opened : openWith(fresh)))
        })
      })
    },

    everyKeyIsUsable() {
      return (usable ||= areUsable(keys))
    },

    assertKeyUsable(text) {
      if (text.length > maxLength) return
      const ring = keys.synchronous ? keys.current() : undefined
      if (ring === undefined || ring instanceof Promise) return
      const key = formatOf(text)?.keyFor(text, ring)
      if (key !== undefined) assertUsableKey(key)
    },
  }
}

/** Keys that have to be fetched are judged when they are there. */
function areUsable(keys: KeySource): boolean {
  if (!keys.synchronous) return true
  try {
    const ring = keys.current() as KeyRing
    return [...ring.keys()].every(isUsableKey)
  } catch {
    // Who needs the keys is told what is wrong with them.
    return false
  }
}
