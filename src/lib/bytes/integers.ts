import type { Bytes } from './bytes.ts'

/** Writes a whole number of up to 53 bits, most significant byte first. */
export function writeUint(value: number, length: number): Bytes {
  const bytes = new Uint8Array(length)
  let left = value
  for (let at = length - 1; at >= 0; at--) {
    bytes[at] = left % 256
    left = Math.floor(left / 256)
  }
  return bytes
}

/** Reads a whole number of up to 6 bytes, most significant byte first. */
export function readUint(bytes: Uint8Array, at: number, length: number): number {
  let value = 0
  for (const byte of bytes.subarray(at, at + length)) value = value * 256 + byte
  return value
}
