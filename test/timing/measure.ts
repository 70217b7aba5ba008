import { platform } from '#platform'
import { Key } from '../../src/lib/keys/key.ts'
import { KeyRing } from '../../src/lib/keys/key-ring.ts'
import { fixedKeys } from '../../src/lib/keys/key-source.ts'
import { createCompactFormat } from '../../src/lib/seal/compact.ts'
import type { SealContext, SealFormat } from '../../src/lib/seal/format.ts'
import { createIronFormat } from '../../src/lib/seal/iron.ts'
import { createSealer, type Sealer } from '../../src/lib/seal/sealer.ts'
import { createVerifiedSeals } from '../../src/lib/seal/verified-seals.ts'
import { JSON_TEXT, type Pair, type TimedClass } from './pairs.ts'
import type { Random } from './random.ts'

/** In microseconds, of each call: even the shortest takes a hundred times as long as the clock's steps. */
export type Times = readonly [first: readonly number[], second: readonly number[]]

/** How many calls of each class are thrown away first: until then code is compiled, again and again. Threads are no faster for it. */
const WARM_UP = platform.synchronous ? 2000 : 500
/** The real seals that the forged ones are made of. */
const REAL = 64
const CONTEXT: SealContext = { purpose: 'session', name: 'session' }
/**
 * A key for each of them, because a table finds some ids faster than others, by how they are hashed in this process. Of one id there
 * are too few that differ in one byte for that to even out.
 */
const KEYS = Array.from(
  { length: REAL },
  (_, at) => new Key(`${at + 1}`, `a secret of a ring that is timed ${at}`),
)
const RING = KeyRing.fromKeys(KEYS)

/** Has a sealer refuse forged seals of both classes, in an order of chance, and takes the time of each call. */
export async function measure(pair: Pair, calls: number, random: Random): Promise<Times> {
  const format = pair.format === 'iron' ? createIronFormat() : createCompactFormat()
  const sealer = createSealer({
    platform,
    keys: fixedKeys(RING),
    format,
    accept: [format],
    maxLength: 16_384,
    verified: createVerifiedSeals(),
  })
  const real = await Promise.all(pair.classes.map((timed) => realSeals(format, sealer, timed)))
  const timesOf = async (count: number): Promise<Times> => {
    const order = random.shuffled(Array.from({ length: 2 * count }, (_, at) => at % 2))
    // Made in the order in which they are used, so that no class has a place in memory of its own.
    const texts = order.map((index) => {
      const seal = random.pick(real[index] ?? [])
      return flat(pair.classes[index]?.forge(seal, random) ?? '')
    })
    const measured = platform.synchronous
      ? timeEach(sealer, texts, pair.reason)
      : await timeEachAwaited(sealer, texts, pair.reason)
    return [0, 1].map((index) => measured.filter((_, at) => order[at] === index)) as [
      number[],
      number[],
    ]
  }
  await timesOf(WARM_UP)
  return timesOf(calls)
}

async function realSeals(
  format: SealFormat,
  sealer: Sealer,
  { purpose = CONTEXT.purpose }: TimedClass,
): Promise<string[]> {
  const now = Date.now()
  const content = {
    json: JSON_TEXT,
    expires: now + 3_600_000,
    times: { created: now, issued: now },
  }
  const seals: string[] = []
  for (const key of KEYS) {
    const seal = await format.seal(platform, content, key, { ...CONTEXT, purpose })
    // Opened once, and so remembered, as the seals of the forger's own sessions are.
    const { ok } = await sealer.unseal(seal, CONTEXT)
    if (ok !== (purpose === CONTEXT.purpose))
      throw new Error('a real seal is not taken for what it is')
    seals.push(seal)
  }
  return seals
}

/** The text in memory of its own, in one piece: what was put together or cut out is taken apart at its first use. */
function flat(text: string): string {
  return Buffer.from(text, 'latin1').toString('latin1')
}

/** The clock is `performance.now`: it has the steps of `hrtime`, and makes no BigInt in between. */
function timeEach(sealer: Sealer, texts: readonly string[], reason: string): number[] {
  const times = new Float64Array(texts.length)
  let asExpected = 0
  for (let at = 0; at < texts.length; at++) {
    const text = texts[at] as string
    const start = performance.now()
    const unsealed = sealer.unseal(text, CONTEXT)
    times[at] = performance.now() - start
    if (!(unsealed instanceof Promise) && !unsealed.ok && unsealed.reason === reason) asExpected++
  }
  return inMicroseconds(times, asExpected)
}

async function timeEachAwaited(
  sealer: Sealer,
  texts: readonly string[],
  reason: string,
): Promise<number[]> {
  const times = new Float64Array(texts.length)
  let asExpected = 0
  for (let at = 0; at < texts.length; at++) {
    const text = texts[at] as string
    const start = performance.now()
    const unsealed = await sealer.unseal(text, CONTEXT)
    times[at] = performance.now() - start
    if (!unsealed.ok && unsealed.reason === reason) asExpected++
  }
  return inMicroseconds(times, asExpected)
}

function inMicroseconds(times: Float64Array, asExpected: number): number[] {
  if (asExpected !== times.length) throw new Error('a forged seal was not refused as it should be')
  return Array.from(times, (time) => time * 1000)
}
