/** Writes a whole number of up to 53 bits into bytes, most significant byte first. */
export function writeUint(bytes: Uint8Array, at: number, value: number, length: number): void {
  let left = value
  for (let byte = at + length - 1; byte >= at; byte--) {
    bytes[byte] = left % 256
    left = Math.floor(left / 256)
  }
}

/** Reads a whole number of up to 6 bytes, most significant byte first. */
export function readUint(bytes: Uint8Array, at: number, length: number): number {
  let value = 0
  // Behind the end there is nothing to read, and every caller looks at the length by itself.
  const end = Math.min(at + length, bytes.length)
  for (let byte = at; byte < end; byte++) value = value * 256 + (bytes[byte] as number)
  return value
}
