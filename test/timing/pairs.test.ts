import { platform } from '#platform'
import { describe, expect, it } from 'vitest'
import { Key } from '../../src/lib/keys/key.ts'
import { KeyRing } from '../../src/lib/keys/key-ring.ts'
import { createCompactFormat } from '../../src/lib/seal/compact.ts'
import { createIronFormat } from '../../src/lib/seal/iron.ts'
import { decryptIron } from '../../src/lib/seal/iron-cipher.ts'
import { IRON_PARAMETERS } from '../../src/lib/seal/iron-parameters.ts'
import { splitIron } from '../../src/lib/seal/iron-text.ts'
import { JSON_TEXT, type Pair, PAIRS, type PairName } from './pairs.ts'
import { Random } from './random.ts'

/* The pairs are what they are called: a class of seals that fail elsewhere would have its own time, or show none. */

const SECRET = 'the secret of a test about timing'
const key = new Key('1', SECRET)
const now = 1_700_000_000_000

/** Fifty forged seals of a class, each with the real one. */
async function forgedBy(
  { format: name, classes }: Pair,
  at: 0 | 1,
): Promise<[real: string, forged: string][]> {
  const random = new Random(at)
  const format = name === 'iron' ? createIronFormat() : createCompactFormat()
  const { forge, purpose = 'session' } = classes[at]
  const content = { json: JSON_TEXT, expires: 2 * now, times: { created: now, issued: now } }
  return Promise.all(
    Array.from({ length: 50 }, async () => {
      const real = await format.seal(platform, content, key, { purpose, name: 'session' })
      return [real, forge(real, random)] as [string, string]
    }),
  )
}

const bytesOf = (text: string): number[] => [...Buffer.from(text, 'base64url')]
const changedPlaces = (before: ArrayLike<unknown>, after: ArrayLike<unknown>): number[] =>
  Array.from(before, (part, at) => (part === after[at] ? -1 : at)).filter((at) => at >= 0)

describe.each(PAIRS)('$name', (pair) => {
  it.each([0, 1] as const)(
    'class %i: refused for the same reason, and as long as the real one',
    async (at) => {
      const format = pair.format === 'iron' ? createIronFormat() : createCompactFormat()
      for (const [real, forged] of await forgedBy(pair, at)) {
        expect(forged).toHaveLength(real.length)
        const context = { purpose: 'session', name: 'session' }
        const opened = await format.open(platform, forged, KeyRing.fromKeys([key]), context)
        expect(opened).toEqual({ ok: false, reason: pair.reason })
      }
    },
  )
})

const pairOf = (name: PairName): Pair => PAIRS.find((pair) => pair.name === name)!

it('the MAC is changed in its first or its last character', async () => {
  const pair = pairOf('MAC: first or last character')
  for (const [real, forged] of await forgedBy(pair, 0))
    expect(changedPlaces(real, forged)).toEqual([real.lastIndexOf('*') + 1])
  for (const [real, forged] of await forgedBy(pair, 1))
    expect(changedPlaces(real, forged)).toEqual([real.length - 1])
})

it('the padding is valid or not, whatever the MAC says', async () => {
  const pair = pairOf('MAC: padding valid or not')
  const plaintextOf = (text: string) =>
    decryptIron(platform, IRON_PARAMETERS, { encryption: SECRET }, splitIron(text)!)
  for (const [, forged] of await forgedBy(pair, 0))
    expect(await plaintextOf(forged)).toMatch(/^\{"id":"a[`b-g]a"\}$/)
  for (const [, forged] of await forgedBy(pair, 1))
    expect(await plaintextOf(forged)).toBeUndefined()
})

it('the key id is changed in its first or its last byte', async () => {
  const pair = pairOf('key id: first or last byte')
  for (const [at, place] of [
    [0, 1],
    [1, 16],
  ] as const)
    for (const [real, forged] of await forgedBy(pair, at))
      expect(changedPlaces(bytesOf(real), bytesOf(forged))).toEqual([place])
})

it('the tag is changed in its first or its last byte', async () => {
  const pair = pairOf('tag: first or last byte')
  for (const [at, place] of [
    [0, 16],
    [1, 1],
  ] as const)
    for (const [real, forged] of await forgedBy(pair, at))
      expect(changedPlaces(bytesOf(real), bytesOf(forged))).toEqual([bytesOf(real).length - place])
})

it('the seal is real and for another purpose, or its tag is wrong', async () => {
  const pair = pairOf('purpose wrong or tag wrong')
  for (const [real, forged] of await forgedBy(pair, 0)) expect(forged).toBe(real)
  expect(pair.classes[0].purpose).not.toBe('session')
  for (const [real, forged] of await forgedBy(pair, 1)) {
    const [place = 0, ...others] = changedPlaces(bytesOf(real), bytesOf(forged))
    expect(others).toEqual([])
    expect(place).toBeGreaterThanOrEqual(bytesOf(real).length - 16)
  }
})
