import { platform } from '#platform'
import type { Key } from '../../src/lib/keys/key.ts'
import type { KeyRing } from '../../src/lib/keys/key-ring.ts'
import { run } from '../../src/lib/platform/steps.ts'
import { createCompactFormat } from '../../src/lib/seal/compact.ts'
import type { Opened, SealContext } from '../../src/lib/seal/format.ts'
import type { Mutant } from './seal-mutations.ts'

/* Compact seals taken apart, altered and tried. */

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

/** JSON of a length. */
export const jsonOf = (size: number): string =>
  size === 2 ? '{}' : JSON.stringify({ a: '0123456789'.repeat(300).slice(0, size - 8) })

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

const EXPIRES = 1_900_000_000_000
/** Every reason that a format may give; times and JSON are judged above it. */
const REASONS: readonly string[] = ['malformed', 'unknown-key', 'invalid']

export interface Attempt {
  /** How many mutants there were; every how many-th was tried. */
  readonly count: number
  /** The mutants that opened although they must not, that threw, or that were refused for no good reason. */
  readonly breaches: readonly unknown[]
  readonly reasons: ReadonlySet<string>
}

/** Tries texts against one ring. */
export class CompactAttempts {
  readonly #ring: KeyRing
  readonly #every: number

  constructor(ring: KeyRing, every: number) {
    this.#ring = ring
    this.#every = every
  }

  async seal(
    json: string,
    context: SealContext,
    key: Key = this.#ring.sealingKey(),
    withAll = false,
  ): Promise<string> {
    const times = { created: 1_700_000_000_000, issued: 1_700_000_001_000 }
    const more = withAll ? { sid: platform.randomBytes(16), meta: '{"v":1}' } : {}
    const content = { json, expires: EXPIRES, times, ...more }
    return run(createCompactFormat(withAll).seal(platform, content, key, context))
  }

  async open(text: string, context: SealContext): Promise<Opened> {
    return run(createCompactFormat().open(platform, text, this.#ring, context))
  }

  async try(
    mutants: Iterable<Mutant>,
    issued: readonly string[],
    context: SealContext,
    every: number = this.#every,
  ): Promise<Attempt> {
    const made = new Set(issued)
    const breaches: unknown[] = []
    const reasons = new Set<string>()
    let count = 0
    for (const { how, text } of mutants) {
      if (count++ % every !== 0) continue
      try {
        const opened = await this.open(text, context)
        if (!opened.ok) reasons.add(opened.reason)
        const fine = opened.ok ? made.has(text) : REASONS.includes(opened.reason)
        if (!fine) breaches.push({ how, opened })
      } catch (error) {
        breaches.push({ how, error })
      }
    }
    return { count, breaches, reasons }
  }
}
