import { BROKEN_COMPACT } from './broken-compact.ts'
import { BROKEN_CONTENTS } from './broken-contents.ts'
import { BROKEN_LIFETIMES } from './broken-lifetimes.ts'
import { BROKEN_READING } from './broken-reading.ts'
import { BROKEN_SEALS } from './broken-seals.ts'
import { BROKEN_WRITING } from './broken-writing.ts'
import type { Control } from './control.ts'

/** Every way in which the library is broken to see that the attacks would notice. */
export const CONTROLS: readonly Control[] = [
  ...BROKEN_SEALS,
  ...BROKEN_COMPACT,
  ...BROKEN_CONTENTS,
  ...BROKEN_LIFETIMES,
  ...BROKEN_READING,
  ...BROKEN_WRITING,
]
