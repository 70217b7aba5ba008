import type { Bytes } from './bytes.ts'
import { decodePortably, encodePortably } from './portable-base64url.ts'

/*
 * base64url without padding (RFC 4648 §5), canonical only.
 *
 * Platform decoders are lenient: they skip white space, accept both alphabets, drop stray bits, cut code units to a byte. A seal
 * that reads the same under two spellings would slip past a denylist, so every spelling but one is refused here.
 */

export interface Codec {
  encode(bytes: Uint8Array): string
  decode(text: string): Bytes | undefined
}

/** The codec on Node's `Buffer`, where there is one: it takes a tenth of the time of the loops. */
export function codecOn(native: typeof Buffer | undefined): Codec {
  if (native === undefined) return { encode: encodePortably, decode: decodePortably }
  return {
    encode: ({ buffer, byteOffset, length }) =>
      native.from(buffer, byteOffset, length).toString('base64url'),

    decode(text) {
      const window = native.from(text, 'base64url')
      // Only the canonical text is what the bytes encode to.
      if (window.toString('base64url') !== text) return undefined
      // Copied: the window may look into a pool that everybody shares.
      return new Uint8Array(window)
    },
  }
}

const codec = codecOn(globalThis.Buffer)

/** Encodes bytes as base64url without padding. */
export const encodeBase64url: Codec['encode'] = codec.encode

/** Decodes canonical base64url; `undefined` for every other text. */
export const decodeBase64url: Codec['decode'] = codec.decode
