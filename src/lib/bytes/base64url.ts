import type { Bytes } from './bytes.ts'
import { decodePortably, encodePortably } from './portable-base64url.ts'

/*
 * base64url without padding (RFC 4648 §5), canonical only.
 *
 * Platform decoders are lenient: they skip white space, accept both alphabets, drop stray bits, cut code units to a byte. A seal
 * that reads the same under two spellings would slip past a denylist, so every spelling but one is refused here.
 */

/** Node's codec, where there is one: it takes a tenth of the time of the loops. */
const native = typeof Buffer === 'function' ? Buffer : undefined

/** Encodes bytes as base64url without padding. */
export const encodeBase64url: (bytes: Uint8Array) => string =
  native === undefined
    ? encodePortably
    : (bytes) => native.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64url')

/** Decodes canonical base64url; `undefined` for every other text. */
export const decodeBase64url: (text: string) => Bytes | undefined =
  native === undefined
    ? decodePortably
    : (text) => {
        // `Buffer.from(text)` would be a window into a pool that everybody shares.
        const bytes = new Uint8Array(Math.floor((text.length * 3) / 4))
        const window = native.from(bytes.buffer)
        window.write(text, 'base64url')
        // Only the canonical text is what the bytes encode to.
        return window.toString('base64url') === text ? bytes : undefined
      }
