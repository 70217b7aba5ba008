import { platform } from '#platform'
import { describe, expect, it, vi } from 'vitest'
import { Key } from '../../src/lib/keys/key.ts'
import { KeyRing } from '../../src/lib/keys/key-ring.ts'
import { fixedKeys } from '../../src/lib/keys/key-source.ts'
import type { Platform } from '../../src/lib/platform/platform.ts'
import { createCompactFormat } from '../../src/lib/seal/compact.ts'
import type { SealContext } from '../../src/lib/seal/format.ts'
import { createIronFormat } from '../../src/lib/seal/iron.ts'
import { createSealer } from '../../src/lib/seal/sealer.ts'
import {
  base64urlOf,
  compactSpellings,
  PARTS,
  partsOf,
  tagAndNonceMutants,
  withParts,
} from '../mutants/compact-parts.ts'
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
import { randomCompact } from '../mutants/random-texts.ts'
import { CompactAttempts } from './compact-mutants.ts'

/* What the contract of seal formats asks of Iron, asked of compact: what was sealed opens, and nothing else does. */

// Tens of thousands of decryptions in one test; a busy machine needs its time.
vi.setConfig({ testTimeout: 60_000 })

const SESSION: SealContext = { purpose: 'session', name: 'session' }
const SECRETS = ['the first password of the contract', 'the second password of the contract']
const keys = SECRETS.map((secret, at) => new Key(String(at + 1), secret))
const ring = KeyRing.fromKeys(keys)

// A call of Web Crypto costs twenty times as much, and the logic is the same code.
const every = platform.synchronous ? 1 : 20
const attempts = new CompactAttempts(ring, every)

/** A seal is one text: its parts are spelled together, so the whole of it is the segment. */
const split = (seal: string): readonly Segment[] => [{ encoding: 'base64url', value: seal }]
const join = ([value = '']: readonly string[]): string => value

describe('an altered compact seal', () => {
  it.each(SIZES)('does not open with any byte changed: %i bytes', async (size) => {
    const seal = await attempts.seal(jsonOf(size), SESSION)
    const result = await attempts.try(byteFlips(split(seal), join, size <= 17), [seal], SESSION)
    expect(result.breaches).toEqual([])
    expect(result.count).toBeGreaterThanOrEqual(size <= 17 ? 18_000 : 2900)
    // Everything behind the key id is found out by the one decryption, and by nothing before it.
    expect([...result.reasons].sort()).toEqual(['invalid', 'malformed', 'unknown-key'])
  })

  it.each([
    [2, 1],
    [300, 7],
    [2900, 89],
  ])('does not open with any character replaced: %i bytes', async (size, step) => {
    const seal = await attempts.seal(jsonOf(size), SESSION)
    const result = await attempts.try(characterEdits(seal, step), [seal], SESSION)
    expect(result.breaches).toEqual([])
    expect(result.count).toBeGreaterThanOrEqual(3000)
  })

  it.each([
    [2, 1],
    [300, 7],
    [2900, 89],
  ])('does not open cut or grown: %i bytes', async (size, step) => {
    const seal = await attempts.seal(jsonOf(size), SESSION)
    const result = await attempts.try(cutsAndGrowth(seal, step), [seal], SESSION)
    expect(result.breaches).toEqual([])
    expect(result.count).toBeGreaterThanOrEqual(900)
  })

  it('does not open with a part of another seal', async () => {
    const seals = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        attempts.seal(jsonOf(SIZES[at % 3]!), SESSION, keys[at % 2], at % 4 > 1),
      ),
    )
    const splitParts = (seal: string): Segment[] =>
      partsOf(seal).map((part) => ({ encoding: 'hex', value: part.toString('hex') }))
    const joinParts = (values: readonly string[]): string =>
      base64urlOf(values.map((value) => Buffer.from(value, 'hex')))
    const result = await attempts.try(splices(seals, splitParts, joinParts), seals, SESSION)
    expect(result.breaches).toEqual([])
    // 19 x 20 pairs; the versions are all equal, and so is half of the key ids.
    expect(result.count).toBe(380 * (PARTS.length - 2) + 200)
  })

  it('does not open in another spelling', async () => {
    for (const size of SIZES) {
      const seal = await attempts.seal(jsonOf(size), SESSION)
      const texts = [...encodings(seal, split(seal), join), ...compactSpellings(seal)]
      const result = await attempts.try(texts, [seal], SESSION, 1)
      expect(result.breaches).toEqual([])
      expect(result.count).toBeGreaterThanOrEqual(90)
    }
  })

  it('does not open with another length of its tag, or an empty part', async () => {
    for (const size of SIZES) {
      const seal = await attempts.seal(jsonOf(size), SESSION)
      const result = await attempts.try(tagAndNonceMutants(seal), [seal], SESSION, 1)
      expect(result.breaches).toEqual([])
      expect(result.count).toBe(40)
    }
  })
})

describe('a text that is no compact seal', () => {
  const foreign = (texts: readonly string[]): Mutant[] =>
    texts.map((text) => ({ how: JSON.stringify(text.slice(0, 80)), text }))

  it('does not open: tokens of others', async () => {
    const result = await attempts.try(foreign(FOREIGN_TEXTS), [], SESSION, 1)
    expect(result).toMatchObject({ breaches: [], count: FOREIGN_TEXTS.length })
  })

  it('does not open: every other version', async () => {
    const seal = await attempts.seal('{}', SESSION)
    const versions = Array.from({ length: 256 }, (_, ver) => ver).filter((ver) => ver !== 0xb1)
    const texts = versions.map((ver) => withParts(seal, { ver: Buffer.of(ver) }))
    const result = await attempts.try(foreign(texts), [], SESSION, 1)
    expect(result).toMatchObject({ breaches: [], count: 255 })
    expect([...result.reasons]).toEqual(['malformed'])
  })

  it('does not open: a seal of the other format, read by either parser', async () => {
    const iron = createIronFormat()
    const ironSeal = await iron.seal(
      platform,
      { json: '{}', expires: undefined },
      keys[0]!,
      SESSION,
    )
    const compactSeal = await attempts.seal('{}', SESSION)
    for (const text of [ironSeal, `s${ironSeal}`, ironSeal.replace('Fe26.2', 'sQ')])
      expect(await attempts.open(text, SESSION)).toMatchObject({ ok: false })
    for (const text of [compactSeal, `Fe26.2*${compactSeal}`, `Fe26.2*1*${compactSeal}*******`])
      expect(await iron.open(platform, text, ring, SESSION)).toMatchObject({ ok: false })
  })

  it('does not open: any length of one character, and comes back', async () => {
    const seal = await attempts.seal('{}', SESSION)
    for (const filler of ['A', '*', '~', '.', 's', '\0', '😀'])
      for (const length of [4096, 4097, 8192, 65_536, 1_048_576]) {
        const long = filler.repeat(length)
        for (const text of [long, seal + long, seal.slice(0, 10) + long + seal])
          expect(await attempts.open(text, SESSION)).toMatchObject({ ok: false })
      }
  })

  // The same texts in every run; the seed is in the code.
  it('does not open: random bytes of the right structure', async () => {
    const kids = (await Promise.all(keys.map((key) => attempts.seal('{}', SESSION, key)))).map(
      (seal) => partsOf(seal)[1]!,
    )
    const result = await attempts.try(randomCompact(kids, 20_000), [], SESSION)
    expect(result).toMatchObject({ breaches: [], count: 20_000 })
  })
})

describe('a text over the limit', () => {
  /** A back end that may not be used. */
  const untouchable = new Proxy(platform, {
    get: (target, name) =>
      typeof target[name as keyof Platform] === 'function'
        ? () => expect.unreachable(`the platform was asked for ${String(name)}`)
        : target[name as keyof Platform],
  })
  const format = createCompactFormat()
  const sealer = createSealer({
    platform: untouchable,
    keys: fixedKeys(ring),
    format,
    accept: [format],
    maxLength: 4096,
  })

  it.each(['A', '*', '~', '.', 's', 'sQ'])('is not looked at, however long: %j', async (unit) => {
    for (const length of [4097, 8192, 65_536, 1_048_576, 16_777_216]) {
      const text = unit.repeat(length / unit.length + 1)
      expect(await sealer.unseal(text, SESSION)).toEqual({ ok: false, reason: 'oversize' })
    }
  })
})
