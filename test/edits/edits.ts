import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../scripts/lib/run.mjs'

/** A change of the library's source that is made as it is loaded; no file is touched. */
export interface Edit {
  /** Below src/lib. */
  readonly file: string
  /** A text that stands there exactly `times` times. Default once. */
  readonly from: string
  readonly to: string
  readonly times?: number
}

/** A plugin of Vite and of Rolldown alike. */
export interface EditingPlugin {
  readonly name: string
  readonly enforce: 'pre'
  readonly load: (id: string) => string | undefined
}

/**
 * Loads the edited sources in place of those in src/lib.
 *
 * @param missing gets a line for every edit whose text does not stand there as often as it should; without it, that throws
 */
export function editing(edits: readonly Edit[], missing?: string[]): EditingPlugin {
  const problems = missing ?? []
  const edited = new Map<string, string>()
  for (const file of new Set(edits.map((edit) => edit.file))) {
    const path = join(root, 'src/lib', file)
    const ofFile = edits.filter((edit) => edit.file === file)
    edited.set(path, editSource(readFileSync(path, 'utf8'), ofFile, problems))
  }
  if (missing === undefined && problems.length > 0) throw new Error(problems.join('\n'))
  return {
    name: 'edit-sources',
    enforce: 'pre',
    load: (id) => edited.get(id.split('?', 1)[0] ?? ''),
  }
}

function editSource(source: string, edits: readonly Edit[], problems: string[]): string {
  let text = source
  for (const { file, from, to, times = 1 } of edits) {
    const found = text.split(from).length - 1
    if (found !== times) problems.push(`src/lib/${file} has ${found} times, not ${times}: ${from}`)
    text = text.replaceAll(from, () => to)
  }
  return text
}
