import { meanOf, welchT } from './welch.ts'

/* Whether times tell two classes of inputs apart, as in "Dude, is my code constant time?" (Reparaz, Balasch, Verbauwhede 2017). */

/** The absolute t of each comparison. */
export type Leakage = Readonly<Record<Comparison, number>>

export const COMPARISONS = ['raw', '95 %', '80 %', '50 %', 'second order'] as const
export type Comparison = (typeof COMPARISONS)[number]

/** The parts that are kept, the fastest: what interrupts a call makes it slower, never faster. */
const CROPS = [
  ['95 %', 0.95],
  ['80 %', 0.8],
  ['50 %', 0.5],
] as const

/**
 * Compares the times of two classes: all of them, the fastest of both together, and how far they lie from the mean of their class,
 * squared, which tells classes apart that differ in their spread alone.
 */
export function leakageOf(first: readonly number[], second: readonly number[]): Leakage {
  const sorted = [...first, ...second].sort((a, b) => a - b)
  const cropped = CROPS.map(([name, part]): [Comparison, number] => {
    // One limit for both, taken from both: a limit of each class would make them alike.
    const limit = sorted[Math.ceil(sorted.length * part) - 1] ?? Infinity
    const [fast, other] = [first, second].map((times) => times.filter((time) => time <= limit))
    return [name, Math.abs(welchT(fast ?? [], other ?? []))]
  })
  return {
    raw: Math.abs(welchT(first, second)),
    ...Object.fromEntries(cropped),
    'second order': Math.abs(welchT(deviations(first), deviations(second))),
  } as Leakage
}

export function greatestOf(leakage: Leakage): number {
  return Math.max(...COMPARISONS.map((comparison) => leakage[comparison]))
}

function deviations(times: readonly number[]): number[] {
  const mean = meanOf(times)
  return times.map((time) => (time - mean) ** 2)
}
