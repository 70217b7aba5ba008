import type { Mutant } from './seal-mutations.ts'

/* Compact seals taken apart and altered. */

export const PARTS = ['ver', 'kid', 'nonce', 'ciphertext', 'tag'] as const
type Parts = Readonly<Partial<Record<(typeof PARTS)[number], Buffer>>>

export const base64urlOf = (parts: readonly Uint8Array[]): string =>
  Buffer.concat(parts).toString('base64url')

/** VER, KID, NONCE, ciphertext, TAG. */
export function partsOf(seal: string): Buffer[] {
  const body = Buffer.from(seal, 'base64url')
  const ends = [0, 1, 17, 41, body.length - 16, body.length]
  return PARTS.map((_, at) => body.subarray(ends[at], ends[at + 1]))
}

export function withParts(seal: string, changed: Parts): string {
  return base64urlOf(partsOf(seal).map((part, at) => changed[PARTS[at]!] ?? part))
}

/** Tags of every other length, nonces that a broken generator gives, and no ciphertext. */
export function* tagAndNonceMutants(seal: string): Generator<Mutant> {
  const [, , , , tag = Buffer.alloc(0)] = partsOf(seal)
  for (let length = 0; length <= 32; length++) {
    if (length === 16) continue
    const other = Buffer.concat([tag, tag]).subarray(0, length)
    yield { how: `a tag of ${length} bytes`, text: withParts(seal, { tag: other }) }
  }
  for (const value of [0, 255]) {
    yield { how: `a tag of ${value}`, text: withParts(seal, { tag: Buffer.alloc(16, value) }) }
    yield { how: `a nonce of ${value}`, text: withParts(seal, { nonce: Buffer.alloc(24, value) }) }
    yield { how: `a key id of ${value}`, text: withParts(seal, { kid: Buffer.alloc(16, value) }) }
  }
  yield { how: 'no ciphertext', text: withParts(seal, { ciphertext: Buffer.alloc(0) }) }
  const nothing = { ciphertext: Buffer.alloc(0), tag: Buffer.alloc(16) }
  yield { how: 'no ciphertext and a tag of zeros', text: withParts(seal, nothing) }
}

/** The bytes of a seal in every way to write them that a lenient decoder would take. */
export function* compactSpellings(seal: string): Generator<Mutant> {
  const bytes = Buffer.from(seal, 'base64url')
  yield { how: 'in standard base64', text: bytes.toString('base64').replace(/=*$/, '~') }
  yield { how: 'with a dash as a plus', text: seal.replace(/[-_]|.$/, '+') }
  for (const space of ['\n', '\r\n', '\t', ' ', '\u00A0', '\u200B', '\u00AD'])
    yield { how: `broken by ${JSON.stringify(space)}`, text: seal.replace(/.{64}/g, `$&${space}`) }
}
