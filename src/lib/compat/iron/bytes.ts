import type { Bytes } from '../../bytes/bytes.ts'
import { encodeUtf8 } from '../../bytes/utf8.ts'

/** A `Buffer` where the types of Node are known, else a `Uint8Array`. Callers of @hapi/iron write `key.toString('hex')`. */
export type BufferOrBytes = typeof globalThis extends { Buffer: { alloc(size: number): infer B } }
  ? B
  : Uint8Array

/** The same bytes as a Buffer, where there are Buffers. */
export function toBuffer(bytes: Bytes): BufferOrBytes {
  if (typeof globalThis.Buffer !== 'function') return bytes as Uint8Array as BufferOrBytes
  return globalThis.Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/**
 * A copy of the bytes, or the text as UTF-8. A copy, because what follows may be asynchronous, and the caller's array may change.
 *
 * @throws TypeError for anything else, with the words of Node and without the value: it may be a password.
 */
export function toBytes(value: unknown, argument: string): Bytes {
  if (typeof value === 'string') return encodeUtf8(value)
  if (ArrayBuffer.isView(value)) {
    const view = new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
    return new Uint8Array(view)
  }
  throw new TypeError(
    `The "${argument}" argument must be of type string or an instance of Buffer, TypedArray, or DataView. ` +
      `Received ${describeType(value)}`,
  )
}

/** What kind of value it is, and never which. */
export function describeType(value: unknown): string {
  return value === undefined || value === null ? String(value) : `type ${typeof value}`
}
