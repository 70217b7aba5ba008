import { LETTERS } from '../mutants/seal-mutations.ts'
import type { Random } from './random.ts'

/* Two classes of forged seals whose refusal must take the same time: what differs between them is what a forger would like to know. */

export type Format = 'iron' | 'compact'

/** A class makes a forged seal out of a real one. */
export type Forge = (seal: string, random: Random) => string

export interface TimedClass {
  readonly name: string
  /** What the seals are made for before they are altered. Default `session`, which they are opened for. */
  readonly purpose?: string
  readonly forge: Forge
}

export interface Pair {
  /** As in `docs/security.md`. */
  readonly name: string
  readonly format: Format
  /** The reason for which both are refused. */
  readonly reason: string
  readonly classes: readonly [TimedClass, TimedClass]
}

export const PAIRS = [
  {
    name: 'MAC: first or last character',
    format: 'iron',
    reason: 'invalid',
    classes: [
      { name: 'first', forge: otherCharacter(-43, LETTERS) },
      // 32 bytes leave two stray bits in the last character.
      { name: 'last', forge: otherCharacter(-1, 'AEIMQUYcgkosw048') },
    ],
  },
  {
    name: 'MAC: padding valid or not',
    format: 'iron',
    reason: 'invalid',
    classes: [
      // In CBC the bytes of the IV are added to those of the first block: a letter becomes another, or the padding ends in zero.
      { name: 'valid', forge: otherIv(8, (random) => 1 + random.below(7)) },
      { name: 'invalid', forge: otherIv(15, () => PADDING) },
    ],
  },
  {
    name: 'key id: first or last byte',
    format: 'compact',
    reason: 'unknown-key',
    classes: [
      { name: 'first', forge: otherByte(1) },
      { name: 'last', forge: otherByte(16) },
    ],
  },
  {
    name: 'tag: first or last byte',
    format: 'compact',
    reason: 'invalid',
    classes: [
      { name: 'first', forge: otherByte(-16) },
      { name: 'last', forge: otherByte(-1) },
    ],
  },
  {
    name: 'purpose wrong or tag wrong',
    format: 'compact',
    reason: 'invalid',
    classes: [
      { name: 'purpose', purpose: 'bearer', forge: (seal) => seal },
      { name: 'tag', forge: (seal, random) => otherByte(-1 - random.below(16))(seal, random) },
    ],
  },
] as const satisfies readonly Pair[]

/** What is sealed: twelve bytes, one block of AES with four bytes of padding. */
export const JSON_TEXT = '{"id":"aaa"}'
const PADDING = 4

export type PairName = (typeof PAIRS)[number]['name']

function otherCharacter(at: number, alphabet: string): Forge {
  return (seal, random) => {
    const index = seal.length + at
    const others = alphabet.replace(seal.charAt(index), '')
    return seal.slice(0, index) + random.pick(others) + seal.slice(index + 1)
  }
}

function otherIv(at: number, difference: (random: Random) => number): Forge {
  return (seal, random) => {
    const parts = seal.split('*')
    parts[3] = changed(parts[3] ?? '', at, difference(random))
    return parts.join('*')
  }
}

function otherByte(at: number): Forge {
  return (seal, random) => changed(seal, at, 1 + random.below(255))
}

/** One byte of a text in base64url, counted from its end if `at` is negative. */
function changed(text: string, at: number, difference: number): string {
  const bytes = Buffer.from(text, 'base64url')
  const index = at < 0 ? bytes.length + at : at
  bytes[index] = (bytes[index] as number) ^ difference
  return bytes.toString('base64url')
}
