import { platform } from '#platform'
import { concatBytes } from '../../src/lib/bytes/concat.ts'
import type { Bytes } from '../../src/lib/bytes/bytes.ts'
import { partsOf, tagAndNonceMutants } from '../mutants/compact-parts.ts'
import type { Mutant } from '../mutants/seal-mutations.ts'
import { randomCompact, randomIron } from '../mutants/random-texts.ts'
import type { Attack, FormatName } from './attack.ts'
import { baseSeals } from './bases.ts'
import { KEYS, MAX_LENGTH, SESSION, Target } from './target.ts'
import type { Tally } from './tally.ts'

/* Texts at the ends of what is possible: too long, with parts of every length, and by chance. */

const KIB = 1024
const LENGTHS = [4 * KIB, 4 * KIB + 1, 8 * KIB, 64 * KIB, 1024 * KIB, 16 * 1024 * KIB]

function* tooLong(seal: string): Generator<Mutant> {
  for (const unit of ['A', '*', '~', '.', 's', '\0', '😀'])
    for (const length of LENGTHS) {
      const long = unit.repeat(length)
      yield { how: `${length} of ${JSON.stringify(unit)}`, text: long }
      if (length > 1024 * KIB) continue
      yield { how: `${length} of ${JSON.stringify(unit)} behind a seal`, text: seal + long }
      yield {
        how: `${length} of ${JSON.stringify(unit)} inside a seal`,
        text: seal.slice(0, 30) + long + seal.slice(30),
      }
    }
  yield { how: 'a million parts', text: `Fe26.2${'*a'.repeat(1_000_000)}` }
  yield { how: 'a million seals', text: seal + '~2'.repeat(1_000_000) }
}

/** MACs, salts and IVs of every length, constant ones, and no ciphertext. */
function* ironParts(seal: string): Generator<Mutant> {
  const parts = seal.split('*')
  const withPart = (at: number, value: string): string =>
    parts.map((part, index) => (index === at ? value : part)).join('*')
  const mac = Buffer.from(parts[7]!, 'base64url')
  for (let length = 0; length <= 64; length++) {
    if (length === 32) continue
    const other = Buffer.concat([mac, mac]).subarray(0, length)
    yield { how: `a MAC of ${length} bytes`, text: withPart(7, other.toString('base64url')) }
    const salt = Buffer.alloc(length, 7).toString('hex')
    for (const at of [2, 6]) yield { how: `a salt of ${length} bytes`, text: withPart(at, salt) }
    const iv = Buffer.alloc(length, 7).toString('base64url')
    yield { how: `an IV of ${length} bytes`, text: withPart(3, iv) }
  }
  for (const value of [0, 255])
    for (const [at, length] of [
      [3, 16],
      [4, 16],
      [7, 32],
    ] as const) {
      const constant = Buffer.alloc(length, value).toString('base64url')
      yield { how: `part ${at} of ${value}`, text: withPart(at, constant) }
    }
  yield { how: 'no ciphertext', text: withPart(4, '') }
}

/** Shortened tags under the very key and nonce: Node took four bytes for a tag (CVE-2025-47275). */
async function shortTags(tally: Tally): Promise<void> {
  const key = platform.randomBytes(32)
  const nonce = platform.randomBytes(12)
  for (const plaintext of [new Uint8Array(0), platform.randomBytes(5)]) {
    const sealed = await platform.sealGcm(key, nonce, SOME, plaintext)
    const [ciphertext, tag] = [sealed.slice(0, -16), sealed.slice(-16)]
    for (let length = 0; length <= 32; length++) {
      if (length === 16) continue
      const other = concatBytes(ciphertext, concatBytes(tag, tag).slice(0, length))
      const how = `a tag of ${length} bytes for ${plaintext.length}`
      await tally.attempt(how, async () => {
        const opened = await platform.openGcm(key, nonce, SOME, other)
        if (opened !== undefined) tally.note('accepted', how)
      })
    }
  }
}

const SOME: Bytes = new Uint8Array([1, 2, 3])

export const EXTREMES: readonly Attack[] = [
  {
    name: 'M7 oversize',
    async run(tally, format) {
      const target = new Target(format)
      const seal = await target.seal({ json: '{}' })
      await target.attack(tally, tooLong(seal))
      for (const { how, text } of tooLong(seal)) {
        if (text.length > MAX_LENGTH)
          await tally.holds(how, async () => target.reasonFor(text), 'oversize')
      }
    },
  },
  {
    name: 'M9 lengths of parts',
    async run(tally, format, scale) {
      const target = new Target(format)
      const mutants = format === 'iron' ? ironParts : tagAndNonceMutants
      for (const { seal, context } of await baseSeals(target, { ...scale, nightly: !scale.small }))
        await target.attack(tally, mutants(seal), { context })
      if (format === 'compact') await shortTags(tally)
    },
  },
  {
    name: 'M10 random',
    async run(tally, format, { every, nightly }) {
      const target = new Target(format)
      const rounds = nightly ? 1_000_000 : 20_000
      await target.attack(tally, await randomTexts(target, format, rounds), { every })
    },
  },
]

async function randomTexts(
  target: Target,
  format: FormatName,
  rounds: number,
): Promise<Iterable<Mutant>> {
  if (format === 'iron')
    return randomIron(
      KEYS.map(({ id }) => id),
      rounds,
    )
  const kids: Buffer[] = []
  for (const key of KEYS)
    kids.push(partsOf(await target.seal({ json: '1', key, context: SESSION }))[1]!)
  return randomCompact(kids, rounds)
}
