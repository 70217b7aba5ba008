import { base64urlOf, compactSpellings, partsOf, PARTS } from '../mutants/compact-parts.ts'
import { ironSegments } from '../mutants/iron-parts.ts'
import { jsonOf, SIZES } from '../mutants/payloads.ts'
import {
  byteFlips,
  characterEdits,
  cutsAndGrowth,
  type Mutant,
  type Segment,
  splices,
} from '../mutants/seal-mutations.ts'
import { encodings } from '../mutants/spellings.ts'
import type { Attack, FormatName, Scale } from './attack.ts'
import { type Base, baseSeals } from './bases.ts'
import { KEYS, Target } from './target.ts'
import type { Tally } from './tally.ts'

/* Seals that were altered. */

/** How a format takes its seals apart. */
interface Anatomy {
  readonly split: (seal: string) => readonly Segment[]
  readonly join: (values: readonly string[]) => string
}

const WHOLE: Record<FormatName, Anatomy> = {
  iron: { split: ironSegments, join: (values) => values.join('*') },
  // The parts of a compact seal are spelled together.
  compact: {
    split: (seal) => [{ encoding: 'base64url', value: seal }],
    join: ([value = '']) => value,
  },
}

/** The parts of a compact seal, each by itself. */
const PIECES: Record<FormatName, Anatomy> = {
  iron: WHOLE.iron,
  compact: {
    split: (seal) =>
      partsOf(seal).map((part) => ({ encoding: 'hex', value: part.toString('hex') })),
    join: (values) => base64urlOf(values.map((value) => Buffer.from(value, 'hex'))),
  },
}

async function eachBase(
  tally: Tally,
  format: FormatName,
  scale: Scale,
  mutantsOf: (base: Base) => Iterable<Mutant>,
): Promise<void> {
  const target = new Target(format)
  for (const base of await baseSeals(target, scale)) {
    await target.attack(tally, mutantsOf(base), { every: scale.every, context: base.context })
  }
}

/** Of a long seal every how many-th position is altered. */
const steps =
  (byDay: Readonly<Record<number, number>>, byNight = byDay) =>
  (size: number, { nightly }: Scale): number =>
    (nightly ? byNight : byDay)[size] ?? 1

const editStep = steps({ 300: 7, 1200: 29, 2900: 89 }, { 300: 3, 1200: 7, 2900: 19 })
const cutStep = steps({ 300: 2, 1200: 7, 2900: 13 })

export const ALTERATIONS: readonly Attack[] = [
  {
    name: 'M1 byte flips',
    run: (tally, format, scale) =>
      eachBase(tally, format, scale, ({ seal, size }) =>
        byteFlips(WHOLE[format].split(seal), WHOLE[format].join, size <= 17),
      ),
  },
  {
    name: 'M2 character edits',
    run: (tally, format, scale) =>
      eachBase(tally, format, scale, ({ seal, size }) =>
        characterEdits(seal, editStep(size, scale)),
      ),
  },
  {
    name: 'M3 cut and grow',
    run: (tally, format, scale) =>
      eachBase(tally, format, scale, ({ seal, size }) => cutsAndGrowth(seal, cutStep(size, scale))),
  },
  {
    name: 'M4 splices',
    async run(tally, format, { every }) {
      const target = new Target(format)
      const seals: string[] = []
      for (let at = 0; at < 20; at++) {
        const json = jsonOf(SIZES[at % 3]!)
        seals.push(await target.seal({ json, key: KEYS[at % 2], rich: at % 4 > 1 }))
      }
      const { split, join } = PIECES[format]
      await target.attack(tally, splices(seals, split, join), { every })
      await target.attack(tally, exchanges(seals, split, join), { every })
    },
  },
  {
    name: 'M5 spellings',
    run: (tally, format, scale) =>
      eachBase(tally, format, { ...scale, every: 1, nightly: !scale.small }, function* ({ seal }) {
        yield* encodings(seal, WHOLE[format].split(seal), WHOLE[format].join)
        if (format === 'compact') yield* compactSpellings(seal)
      }),
  },
]

/** Two parts of one seal in each other's place: the salts of Iron, say. */
function* exchanges(
  seals: readonly string[],
  split: Anatomy['split'],
  join: Anatomy['join'],
): Generator<Mutant> {
  for (const seal of seals) {
    const values = split(seal).map(({ value }) => value)
    for (let left = 0; left < values.length; left++) {
      for (let right = left + 1; right < values.length; right++) {
        if (values[left] === values[right]) continue
        const swapped = [...values]
        swapped[left] = values[right]!
        swapped[right] = values[left]!
        const names = [left, right].map((at) => PARTS[at] ?? at)
        yield { how: `parts ${names.join(' and ')} exchanged`, text: join(swapped) }
      }
    }
  }
}
