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

/** Up to so many bytes, and so many characters, loops are faster than the calls into the platform: for a MAC they take half as long. */
const SHORT = 32
const SHORT_TEXT = 64

/** The codec on Node's `Buffer`, where there is one: it takes a tenth of the time of the loops. */
export function codecOn(native: typeof Buffer | undefined): Codec {
  if (native === undefined) return { encode: encodePortably, decode: decodePortably }
  const view = viewOn(native)
  return {
    encode(bytes) {
      // Few bytes are held by the engine itself; asked for their buffer, it would move them out.
      if (bytes.length <= SHORT) return encodePortably(bytes)
      return native.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64url')
    },

    decode: (text) => view(text)?.slice(),
  }
}

/** The same without a copy of what is decoded. */
export function viewOn(native: typeof Buffer | undefined): Codec['decode'] {
  if (native === undefined) return decodePortably
  return (text) => {
    if (text.length <= SHORT_TEXT) return decodePortably(text)
    const window = native.from(text, 'base64url')
    // Only the canonical text is what the bytes encode to.
    if (window.toString('base64url') !== text) return undefined
    return new Uint8Array(window.buffer as ArrayBuffer, window.byteOffset, window.length)
  }
}

const codec = codecOn(globalThis.Buffer)

/** Encodes bytes as base64url without padding. */
export const encodeBase64url: Codec['encode'] = codec.encode

/** Decodes canonical base64url; `undefined` for every other text. */
export const decodeBase64url: Codec['decode'] = codec.decode

/**
 * `decodeBase64url` without a copy, which takes as long as the decoding: for bytes that are neither kept nor handed out, because the
 * memory around them may be that of others.
 */
export const viewBase64url: Codec['decode'] = viewOn(globalThis.Buffer)
