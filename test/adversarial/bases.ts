import { jsonOf, SIZES } from '../mutants/payloads.ts'
import type { SealContext } from '../../src/lib/seal/format.ts'
import type { Scale } from './attack.ts'
import { KEYS, SESSION, type Target } from './target.ts'

/** A seal that is going to be altered. */
export interface Base {
  readonly size: number
  readonly seal: string
  readonly context: SealContext
}

const NAMES = [SESSION.name, '__Host-session']
const VARIANTS = [0, 1, 2, 3, 4, 5, 6, 7]

/** By day one seal of each size, every one with another key, name or contents; by night all 40. */
export async function baseSeals(target: Target, { nightly, small }: Scale): Promise<Base[]> {
  const bases: Base[] = []
  for (const [at, size] of SIZES.slice(0, small ? 1 : SIZES.length).entries()) {
    for (const variant of nightly ? VARIANTS : [small ? 0 : at % VARIANTS.length]) {
      const context = { ...SESSION, name: NAMES[variant & 1] ?? '' }
      const key = KEYS[(variant >> 1) & 1]
      const seal = await target.seal({ json: jsonOf(size), key, context, rich: variant < 4 })
      bases.push({ size, seal, context })
    }
  }
  return bases
}
