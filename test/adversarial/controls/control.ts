import type { Edit } from '../../edits/edits.ts'
import type { FormatName } from '../attack.ts'
import type { Breach } from '../tally.ts'

/** A library that is broken on purpose, and the class of attacks that must find it out. */
export interface Control {
  readonly name: string
  readonly edits: readonly Edit[]
  /** The class, as in plan.json. */
  readonly attack: string
  readonly format: FormatName
  /** How it must show. */
  readonly breach: Breach
  /** The back end that is broken. Default `node`. */
  readonly platform?: 'node' | 'web'
}
