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

export interface Edit {
  /** Below src/lib. */
  readonly file: string
  /** A text that stands there exactly `times` times. Default once. */
  readonly from: string
  readonly to: string
  readonly times?: number
}

/** The source with the edits of a file made; what is not as it was goes to `missing`. */
export function breakSource(source: string, edits: readonly Edit[], missing: string[]): string {
  let text = source
  for (const { file, from, to, times = 1 } of edits) {
    const found = text.split(from).length - 1
    if (found !== times) missing.push(`src/lib/${file} has ${found} times, not ${times}: ${from}`)
    text = text.replaceAll(from, () => to)
  }
  return text
}
