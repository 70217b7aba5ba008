import { COOKIE_TARGETS } from './cookies.mjs'
import { SEAL_TARGETS } from './seals.mjs'
import { SECTION_TARGETS } from './sections.mjs'

/** @param {import('./target.mjs').Target} target */
const numberOf = ({ id }) => Number(id.slice(1))

/** Every line of the summary, in order. */
export const TARGETS = [...SEAL_TARGETS, ...COOKIE_TARGETS, ...SECTION_TARGETS].toSorted(
  (a, b) => numberOf(a) - numberOf(b),
)
