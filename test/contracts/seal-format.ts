import { describe, expect, it } from 'vitest'
import { KeyRing } from '../../src/lib/keys/key-ring.ts'
import type { Platform } from '../../src/lib/platform/platform.ts'
import type { Opened, SealContent, SealContext, SealFormat } from '../../src/lib/seal/format.ts'
import { FOREIGN_TEXTS } from '../mutants/foreign-texts.ts'
import {
  byteFlips,
  characterEdits,
  cutsAndGrowth,
  type Mutant,
  type Segment,
  splices,
} from '../mutants/seal-mutations.ts'
import { jsonOf, SIZES } from '../mutants/payloads.ts'
import { encodings } from '../mutants/spellings.ts'

export interface SealFormatContract {
  readonly platform: Platform
  readonly format: SealFormat
  /** The parts of a seal and how they are spelled. */
  split(seal: string): readonly Segment[]
  join(values: readonly string[]): string
  /** The seal itself, without what a format ignores by decision. Whatever opens must be this text of a seal that was made. */
  canonical(text: string): string
  /** The same seal under another key id. */
  withKeyId(seal: string, id: string): string
  /** Every how many-th mutant is tried: 1 where a call is cheap. */
  readonly every: number
}

const CONTEXT: SealContext = { purpose: 'session', name: 'session' }
const EXPIRES = 1_900_000_000_000
const PASSWORDS = ['the first password of the contract', 'the second password of the contract']

/** What every format promises: what it seals opens, and nothing else does. */
export function describeSealFormat(contract: SealFormatContract): void {
  const { platform, format, split, join, every } = contract
  const [first = '', second = ''] = PASSWORDS
  const ring = KeyRing.fromPassword(first)
  const rotated = KeyRing.fromList([
    { id: 2, password: second },
    { id: 1, password: first },
  ])

  const seal = async (json: string, expires?: number, by = ring): Promise<string> => {
    const content: SealContent = { json, expires }
    return format.seal(platform, content, by.sealingKey(), CONTEXT)
  }
  const open = async (text: string, by = ring): Promise<Opened> =>
    format.open(platform, text, by, CONTEXT)

  /** The mutants that opened although they must not, or that threw. */
  const breaches = async (
    mutants: Iterable<Mutant>,
    issued: readonly string[],
    by = ring,
  ): Promise<{ count: number; breaches: unknown[] }> => {
    const made = new Set(issued.map(contract.canonical))
    const found: unknown[] = []
    let count = 0
    for (const { how, text } of mutants) {
      if (count++ % every !== 0) continue
      try {
        const opened = await open(text, by)
        if (opened.ok && !made.has(contract.canonical(text))) found.push({ how, opened })
        if (!opened.ok && !REASONS.includes(opened.reason)) found.push({ how, opened })
      } catch (error) {
        found.push({ how, error })
      }
    }
    return { count, breaches: found }
  }
  const expectNone = async (
    mutants: Iterable<Mutant>,
    issued: readonly string[],
    atLeast: number,
    by?: KeyRing,
  ): Promise<void> => {
    const result = await breaches(mutants, issued, by)
    expect(result.breaches).toEqual([])
    expect(result.count).toBeGreaterThanOrEqual(atLeast)
  }

  describe(`the ${format.name} format on the ${platform.name} platform`, () => {
    it.each(SIZES)(
      'opens what it sealed: %i bytes of JSON, with and without an end',
      async (size) => {
        for (const expires of [EXPIRES, undefined]) {
          const text = await seal(jsonOf(size), expires)
          expect(format.recognizes(text)).toBe(true)
          expect(await open(text)).toEqual({
            ok: true,
            content: { json: jsonOf(size), expires },
            key: ring.sealingKey(),
          })
        }
      },
    )

    it('gives text of any language back to the letter', async () => {
      const json = JSON.stringify({
        'ключ 😀': 'Grüße \u0000 \u2028 \uD800 €',
        n: [-0, 1e21, 5e-324],
      })
      expect(await open(await seal(json))).toMatchObject({ ok: true, content: { json } })
    })

    it('makes another seal each time, of characters that a cookie can carry', async () => {
      const seals = await Promise.all(Array.from({ length: 20 }, () => seal('{}')))
      expect(new Set(seals).size).toBe(20)
      for (const text of seals) {
        expect(text).toMatch(/^[\w.*~-]+$/)
        expect(encodeURIComponent(text)).toBe(text)
      }
    })

    it('opens with every key of the ring and says which', async () => {
      const text = await seal('1', EXPIRES, rotated)
      expect(await open(text, rotated)).toMatchObject({ ok: true, key: rotated.primary })
      const older = await open(await seal('1'), rotated)
      expect(older).toMatchObject({ ok: true, key: rotated.find('1') })
    })

    it('does not open with another password under the same id', async () => {
      const text = await seal('1', EXPIRES)
      expect(await open(text, KeyRing.fromPassword(second))).toEqual({
        ok: false,
        reason: 'invalid',
      })
    })

    it.each([`${first}.`, first.slice(0, -1), first.toUpperCase(), ` ${first}`])(
      'does not open with a password that is nearly right: %j',
      async (password) => {
        const opened = await open(await seal('1'), KeyRing.fromPassword(password))
        expect(opened).toEqual({ ok: false, reason: 'invalid' })
      },
    )

    it.each([
      '9',
      '01',
      '1 ',
      ' 1',
      '+1',
      '１',
      '1.0',
      '__proto__',
      'constructor',
      'toString',
      'default',
      '*',
      '2'.repeat(3000),
    ])('does not open under a key id that the ring has not: %j', async (id) => {
      const opened = await open(contract.withKeyId(await seal('1', EXPIRES), id))
      expect(opened.ok).toBe(false)
      expect(['unknown-key', 'malformed']).toContain(opened.ok === false && opened.reason)
    })

    it('does not open under the id of another key', async () => {
      const text = contract.withKeyId(await seal('1', EXPIRES, rotated), '1')
      expect(await open(text, rotated)).toEqual({ ok: false, reason: 'invalid' })
    })

    it('opens no text that is no seal', async () => {
      const texts = FOREIGN_TEXTS.map((text) => ({ how: JSON.stringify(text), text }))
      expect(await breaches(texts, [])).toEqual({ count: texts.length, breaches: [] })
    })

    it.each(['A', '*', '~', '.', '\0', '😀'])(
      'opens no text of %j, however long, and comes back',
      async (filler) => {
        const seals = await seal('1')
        for (const length of [4096, 4097, 65_536, 1_048_576]) {
          const long = filler.repeat(length)
          for (const text of [long, `${seals}${long}`, `${seals.slice(0, 10)}${long}${seals}`]) {
            expect(await open(text)).toMatchObject({ ok: false })
          }
        }
      },
    )
  })

  describe(`an altered seal of the ${format.name} format on the ${platform.name} platform`, () => {
    it.each(SIZES)('does not open with any byte changed: %i bytes', async (size) => {
      const text = await seal(jsonOf(size), EXPIRES)
      await expectNone(byteFlips(split(text), join, size <= 17), [text], 800)
    })

    it.each([
      [2, 1],
      [300, 7],
      [2900, 89],
    ])('does not open with any character replaced: %i bytes', async (size, step) => {
      for (const expires of size === 2 ? [EXPIRES, undefined] : [EXPIRES]) {
        const text = await seal(jsonOf(size), expires)
        await expectNone(characterEdits(text, step), [text], 3000)
      }
    })

    it.each([
      [2, 1],
      [300, 7],
      [2900, 89],
    ])('does not open cut or grown: %i bytes', async (size, step) => {
      const text = await seal(jsonOf(size), EXPIRES)
      await expectNone(cutsAndGrowth(text, step), [text], 800)
    })

    it('does not open with a part of another seal', async () => {
      const seals = await Promise.all(
        Array.from({ length: 20 }, (_, at) =>
          seal(jsonOf(SIZES[at % 3]!), EXPIRES + at, at % 2 === 0 ? ring : rotated),
        ),
      )
      await expectNone(splices(seals, split, join), seals, 2000, rotated)
    })

    it('does not open in another spelling', async () => {
      for (const size of SIZES) {
        const text = await seal(jsonOf(size), EXPIRES)
        await expectNone(encodings(text, split(text), join), [text], 100)
      }
    })
  })
}

/** Every reason that a format may give; what a seal holds is judged above it. */
const REASONS: readonly string[] = ['malformed', 'unknown-key', 'invalid']
