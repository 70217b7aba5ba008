import { encodeBase64url } from '../bytes/base64url.ts'
import { KeptJson } from '../bytes/kept-json.ts'
import type { Key } from '../keys/key.ts'
import type { KeyRing } from '../keys/key-ring.ts'
import type { SealContent, SealContext, SealFormat } from './format.ts'

/** What an authentic seal held, and what made it authentic. */
export interface VerifiedSeal {
  readonly content: SealContent
  readonly key: Key
  readonly format: SealFormat
}

/**
 * The seals that this process has opened lately: one that comes again, character by character, need not be opened again.
 *
 * Only what authenticated gets in, and it is found for the same ring and the same context alone. Whether it is still good — its
 * times, its key's dates, what the application revokes — is judged at every read, by whoever asks.
 */
export interface VerifiedSeals {
  find(text: string, ring: KeyRing, context: SealContext): VerifiedSeal | undefined
  /** @returns the seal as it is kept. */
  remember(text: string, ring: KeyRing, context: SealContext, seal: VerifiedSeal): VerifiedSeal
}

/**
 * A generation ends when it has so many seals, or so many characters: one to two megabytes together, in two generations. Thousands of empty
 * objects take more memory than their text, and bring it up to ten.
 */
export interface VerifiedSealsBounds {
  readonly seals: number
  readonly characters: number
}

const BOUNDS: VerifiedSealsBounds = { seals: 512, characters: 262_144 }

interface Entry extends VerifiedSeal {
  readonly text: string
  readonly ring: KeyRing
  readonly context: SealContext
}

/** Makes an empty memory of seals. */
export function createVerifiedSeals({
  seals,
  characters,
}: VerifiedSealsBounds = BOUNDS): VerifiedSeals {
  // Two generations instead of a list in order of use: what was not asked for in a whole one is forgotten, and asking costs a look-up.
  let young = new Map<string, Entry>()
  let old = new Map<string, Entry>()
  let youngCharacters = 0

  const put = (entry: Entry): void => {
    const { text } = entry
    // What it holds beside the text is shorter than the text.
    youngCharacters += text.length
    if (young.size >= seals || youngCharacters > characters) {
      old = young
      young = new Map()
      youngCharacters = text.length
    }
    young.set(text, entry)
  }

  return {
    find(text, ring, context) {
      // By all of it, although hashing a forged text of 4 kB takes 6 µs: to look it up by a part shows in the time whether that part is right.
      const recent = young.get(text)
      const entry = recent ?? old.get(text)
      if (entry === undefined || entry.ring !== ring || !isSame(entry.context, context))
        return undefined
      if (recent === undefined) put(entry)
      return entry
    },

    remember(text, ring, context, seal) {
      const { content, key, format } = seal
      const entry = { content: leanOf(content), key, format, text: copyOf(text), ring, context }
      put(entry)
      return entry
    },
  }
}

/** The same content in as little memory as it can be: what is kept has to be moved about by the garbage collector, bytes most of all. */
function leanOf({ json, expires, times, sid, id, meta, transient }: SealContent): SealContent {
  return {
    json,
    kept: new KeptJson(json),
    expires,
    times,
    id: sid === undefined ? id : encodeBase64url(sid),
    meta,
    transient,
  }
}

/** A part of a `Cookie` header keeps the whole header in memory, which may be a hundred times as long; a copy does not. */
function copyOf(text: string): string {
  return ` ${text}`.slice(1)
}

function isSame(first: SealContext, second: SealContext): boolean {
  return (
    first === second ||
    (first.purpose === second.purpose &&
      first.name === second.name &&
      first.audience === second.audience &&
      first.bind === second.bind)
  )
}
