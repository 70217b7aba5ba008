import { platform } from '#platform'
import type { Key } from '../../src/lib/keys/key.ts'
import type { KeyRing } from '../../src/lib/keys/key-ring.ts'
import { createCompactFormat } from '../../src/lib/seal/compact.ts'
import type { Opened, SealContext } from '../../src/lib/seal/format.ts'
import type { Mutant } from '../mutants/seal-mutations.ts'

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
    return createCompactFormat(withAll).seal(platform, content, key, context)
  }

  async open(text: string, context: SealContext): Promise<Opened> {
    return createCompactFormat().open(platform, text, this.#ring, context)
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
