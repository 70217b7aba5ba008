import { platform } from '#platform'
import type { Tally } from './tally.ts'

export type FormatName = 'iron' | 'compact'

/** How much is tried. */
export interface Scale {
  /** Every how many-th mutant is tried. */
  readonly every: number
  /** The counts of a night. */
  readonly nightly: boolean
  /** One seal of the smallest size: enough to catch a library that is broken on purpose. */
  readonly small: boolean
}

/** A class of attacks, the same for both formats and on both back ends. */
export interface Attack {
  /** As in plan.json. */
  readonly name: string
  run(tally: Tally, format: FormatName, scale: Scale): Promise<void>
}

const nightly = process.env['IRONSEAL_NIGHTLY'] === '1'

/** A call of Web Crypto costs twenty times as much, and the logic is the same code: a tenth is tried by day. */
export const SCALE: Scale = {
  every: nightly || platform.synchronous ? 1 : 10,
  nightly,
  small: false,
}

export const SMALL: Scale = { every: 1, nightly: false, small: true }
