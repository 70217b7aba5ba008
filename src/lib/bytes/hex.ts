import type { Bytes } from './bytes.ts'

/** Writes bytes as lower-case hexadecimal. */
export const encodeHex: (bytes: Uint8Array) => string = encoderOn(globalThis.Buffer)

/** The encoder on Node's `Buffer`, where there is one: the loop takes fifty times as long. */
export function encoderOn(native: typeof Buffer | undefined): (bytes: Uint8Array) => string {
  if (native === undefined) return encodePortably
  return ({ buffer, byteOffset, length }) => native.from(buffer, byteOffset, length).toString('hex')
}

function encodePortably(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0')
  return text
}

/** Reads hexadecimal of either case; `undefined` for any other text. */
export function decodeHex(text: string): Bytes | undefined {
  if (text.length % 2 !== 0 || !/^[0-9A-Fa-f]*$/.test(text)) return undefined
  const bytes = new Uint8Array(text.length / 2)
  for (const at of bytes.keys()) bytes[at] = Number.parseInt(text.slice(at * 2, at * 2 + 2), 16)
  return bytes
}
