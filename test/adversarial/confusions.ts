import { base64urlOf, partsOf, withParts } from '../mutants/compact-parts.ts'
import { FOREIGN_TEXTS } from '../mutants/foreign-texts.ts'
import type { Mutant } from '../mutants/seal-mutations.ts'
import { AMBIGUOUS, LENGTHS, PLAIN, usesOf } from '../mutants/uses.ts'
import type { Attack, FormatName } from './attack.ts'
import { SESSION, Target } from './target.ts'

/* Texts that are something else: tokens of others, another version, another format, a seal for another use. */

const named = (texts: readonly string[]): Mutant[] =>
  texts.map((text) => ({ how: JSON.stringify(text.slice(0, 80)), text }))
const BYTES = Array.from({ length: 256 }, (_, byte) => byte)
/** What stands behind the seals of iron-session, and what does not. */
const SUFFIXES = [
  '~',
  '~02x',
  '~ 2',
  '~2junk',
  '~2.9',
  '~2~x',
  '~NaN',
  '~-1',
  '~1e3',
  '~2~',
  '~99999',
]

/** The seal under every other version. */
function* versions(format: FormatName, seal: string): Generator<Mutant> {
  for (const byte of BYTES) {
    if (format === 'compact' && byte !== 0xb1)
      yield { how: `version ${byte}`, text: withParts(seal, { ver: Buffer.of(byte) }) }
    if (format === 'iron' && byte !== 2)
      yield { how: `version ${byte}`, text: seal.replace('Fe26.2', `Fe26.${byte}`) }
  }
}

/** A seal of one format dressed up as the other. */
function* disguises(seal: string, other: string): Generator<Mutant> {
  const inner = Buffer.from(other)
  yield* named([
    other,
    `s${other}`,
    `Fe26.2${other}`,
    `Fe26.2*${other}`,
    `Fe26.2*1*${other}*******`,
    other.replace('Fe26.2', 'sQ'),
    base64urlOf([inner]),
    base64urlOf([Buffer.of(0xb1), inner]),
    base64urlOf([...partsOf(seal).slice(0, 3), inner]),
    seal.replace(/[^*]{22,}(?=\*)/, other),
  ])
}

const MATRICES = [PLAIN, AMBIGUOUS, LENGTHS].map(usesOf)

export const CONFUSIONS: readonly Attack[] = [
  {
    name: 'M6 confusion',
    async run(tally, format) {
      const target = new Target(format)
      const seal = await target.seal({ json: '{}' })
      const other = await new Target(format === 'iron' ? 'compact' : 'iron').seal({ json: '{}' })
      await target.attack(tally, [
        ...named(FOREIGN_TEXTS),
        ...versions(format, seal),
        ...disguises(seal, other),
        ...named(SUFFIXES.map((suffix) => seal + suffix)),
      ])
    },
  },
  {
    // Every use against every other; an Iron seal is bound to none, so it must open for none where only compact is read.
    name: 'M8 context',
    async run(tally, format, { every }) {
      const target = new Target(format, { accept: ['compact'] })
      for (const uses of MATRICES) {
        for (const [from, made] of uses.entries()) {
          const seal = await target.seal({ json: '{}', context: made })
          for (const [to, context] of uses.entries()) {
            if (from === to || (from + to) % every !== 0) continue
            const how = `use ${from} as use ${to}`
            // Not among those that were issued: for this use it was not.
            await target.attackUnissued(tally, { how, text: seal }, context)
          }
        }
      }
      await bindings(tally, target, format)
    },
  },
]

const BINDINGS = [undefined, '', '\0', 'a', 'ab', 'A', 'a ', 'é', 'e\u0301', 'x'.repeat(10_000)]

async function bindings(
  tally: Parameters<Attack['run']>[0],
  target: Target,
  format: FormatName,
): Promise<void> {
  for (const made of BINDINGS) {
    const seal = await target.seal({ json: '{}', context: { ...SESSION, bind: made } })
    for (const bind of BINDINGS) {
      const how = `bound to ${String(made?.slice(0, 3))}, opened with ${String(bind?.slice(0, 3))}`
      if (bind !== made || format === 'iron')
        await target.attackUnissued(tally, { how, text: seal }, { ...SESSION, bind })
      if (bind !== undefined && bind !== '')
        await target.attackUnissued(tally, { how, text: seal }, { ...SESSION, audience: bind })
    }
  }
}
