/* What anybody can read in a compact seal, without a key: nothing here decrypts. docs/spec/compact.md has the layout. */

/** The parts of a compact seal, in the order in which they are written, with their length in bytes. */
export const COMPACT_PARTS = [
  { key: 'prefix', label: 'version', hint: 'compact, version 1', bytes: 1 },
  { key: 'id', label: 'key id', hint: 'made from the key, and commits to it', bytes: 16 },
  { key: 'iv', label: 'nonce', hint: 'random start of the encryption', bytes: 24 },
  { key: 'ciphertext', label: 'ciphertext', hint: 'times, id and data; XAES-256-GCM', bytes: 0 },
  { key: 'mac', label: 'tag', hint: 'also covers purpose and cookie name', bytes: 16 },
] as const

export interface CompactSeal {
  keyId: string
  /** The length of what is encrypted, in bytes. */
  length: number
  /** The text in parts. A character holds six bits, so parts meet inside of one; it is shown with the later part. */
  parts: { key: (typeof COMPACT_PARTS)[number]['key']; text: string }[]
}

const VERSION = 0xb1
const SHORTEST = 58

/** Takes a compact seal apart, or gives `undefined` for a text that is none. */
export function compactParts(seal: string): CompactSeal | undefined {
  const bytes = bytesOf(seal)
  if (bytes === undefined || bytes.length < SHORTEST || bytes[0] !== VERSION) return undefined
  const length = bytes.length - 57
  let at = 0
  const parts = COMPACT_PARTS.map(({ key, bytes: fixed }) => {
    const size = fixed || length
    const text = seal.slice(characters(at), key === 'mac' ? undefined : characters(at + size))
    at += size
    return { key, text }
  })
  const keyId = Array.from(bytes.slice(1, 17), (byte) => byte.toString(16).padStart(2, '0'))
  return { keyId: keyId.join(''), length, parts }
}

const characters = (bytes: number) => Math.floor((bytes * 4) / 3)

function bytesOf(text: string): Uint8Array | undefined {
  if (!/^[\w-]+$/.test(text)) return undefined
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
    return Uint8Array.from(binary, (character) => character.charCodeAt(0))
  } catch {
    return undefined
  }
}
