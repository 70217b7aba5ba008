import type { BackEnd } from './bundle.ts'

/** How much is measured, and from which t on a run is taken for a leak. */
export interface Plan {
  /** Of each class, in each run. */
  readonly calls: Readonly<Record<BackEnd, number>>
  readonly threshold: number
}

/**
 * By day what must not fail on a busy machine, by night what a quiet one can see. The thresholds are those of the method: above 10 there is
 * a leak, above 4.5 there may be one. More calls than these show single nanoseconds of the engine: how strings are hashed and branches guessed.
 */
const DAY: Plan = { calls: { node: 5000, web: 5000 }, threshold: 10 }
const NIGHT: Plan = { calls: { node: 50_000, web: 20_000 }, threshold: 4.5 }

export const IS_NIGHT = process.env['IRONSEAL_NIGHTLY'] === '1'
export const PLAN = IS_NIGHT ? NIGHT : DAY
