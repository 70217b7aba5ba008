import type { Bytes } from './bytes.ts'

const encoder = new TextEncoder()
// `ignoreBOM` keeps a byte order mark in the text, where JSON then refuses it, instead of dropping it unseen.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Encodes text as UTF-8. */
export function encodeUtf8(text: string): Bytes {
  return encoder.encode(text)
}

type Decode = (bytes: Uint8Array, start?: number, end?: number) => string | undefined

/** Decodes strict UTF-8, of all bytes or of those from `start` to `end`; `undefined` for what is none. */
export const decodeUtf8: Decode = decoderOn(globalThis.Buffer)

/**
 * `Buffer` decodes in a third of the time, but writes U+FFFD for what is no UTF-8. Text without that character was well-formed; the
 * rest, which is hardly ever there, is left to the strict decoder.
 */
export function decoderOn(native: typeof Buffer | undefined): Decode {
  if (native === undefined) return decodeStrictly
  return (bytes, start = 0, end = bytes.length) => {
    const buffer = native.isBuffer(bytes)
      ? bytes
      : native.from(bytes.buffer, bytes.byteOffset, bytes.length)
    const text = buffer.toString('utf8', start, end)
    return text.includes('\uFFFD') ? decodeStrictly(bytes, start, end) : text
  }
}

function decodeStrictly(bytes: Uint8Array, start?: number, end?: number): string | undefined {
  try {
    return decoder.decode(bytes.subarray(start, end))
  } catch {
    return undefined
  }
}

/** Writes text as UTF-8 into bytes, from `at` on, as far as there is room. */
export function writeUtf8(text: string, into: Uint8Array, at: number): void {
  encoder.encodeInto(text, into.subarray(at))
}

/** The length of a text in UTF-8 bytes. */
export const utf8Length: (text: string) => number = lengthOn(globalThis.Buffer)

/** `Buffer` counts without encoding. */
export function lengthOn(native: typeof Buffer | undefined): (text: string) => number {
  if (native === undefined) return (text) => encoder.encode(text).length
  return (text) => native.byteLength(text)
}

/** Whether a text has an encoding of its own: UTF-8 writes every lone surrogate as the same replacement character. */
export function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text)
}
