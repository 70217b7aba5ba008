import type { Bytes } from './bytes.ts'

/* base64url where the platform has none: see `base64url.ts` for what it is. */

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

const CODES = Uint8Array.from(ALPHABET, (character) => character.charCodeAt(0))

/** The value of each ASCII character, 255 where it has none. */
const VALUES = new Uint8Array(128).fill(255)
for (const [value, character] of [...ALPHABET].entries()) VALUES[character.charCodeAt(0)] = value

/** The characters that are made at once: a text that is put together letter by letter is slow to make and long in memory. */
const PART_BYTES = 48

/** Encodes bytes as base64url without padding. */
export function encodePortably(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += PART_BYTES)
    text += String.fromCharCode(...codesOf(bytes, at, Math.min(at + PART_BYTES, bytes.length)))
  return text
}

/** The character codes of a part: whole groups of three bytes, and at the very end perhaps one or two. */
function codesOf(bytes: Uint8Array, start: number, end: number): number[] {
  const codes: number[] = []
  let at = start
  for (; at + 2 < end; at += 3) {
    const group = (byteAt(bytes, at) << 16) | (byteAt(bytes, at + 1) << 8) | byteAt(bytes, at + 2)
    codes.push(letter(group >> 18), letter(group >> 12), letter(group >> 6), letter(group))
  }
  const left = end - at
  if (left === 1) {
    const group = byteAt(bytes, at)
    codes.push(letter(group >> 2), letter(group << 4))
  } else if (left === 2) {
    const group = (byteAt(bytes, at) << 8) | byteAt(bytes, at + 1)
    codes.push(letter(group >> 10), letter(group >> 4), letter(group << 2))
  }
  return codes
}

/** Decodes canonical base64url; `undefined` for every other text. */
export function decodePortably(text: string): Bytes | undefined {
  const tail = text.length % 4
  if (tail === 1) return undefined
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4))
  let bits = 0
  let held = 0
  let at = 0
  for (let index = 0; index < text.length; index++) {
    const value = VALUES[text.charCodeAt(index)]
    if (value === undefined || value === 255) return undefined
    held = ((held << 6) | value) & 0xffff
    bits += 6
    if (bits >= 8) {
      bits -= 8
      bytes[at++] = held >> bits
    }
  }
  // Bits of the last character that belong to no byte: only zero is canonical.
  const stray = held & ((1 << bits) - 1)
  return stray === 0 ? bytes : undefined
}

function byteAt(bytes: Uint8Array, index: number): number {
  return bytes[index] as number
}

function letter(value: number): number {
  return CODES[value & 63] as number
}
