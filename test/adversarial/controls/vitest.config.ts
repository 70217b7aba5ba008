import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { editing } from '../../edits/edits.ts'
import type { Control } from './control.ts'
import { CONTROLS } from './controls.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))

/** Texts that the controls replace and the sources no longer have. */
const missing: string[] = []

/** One project for each way of breaking the library: the text is replaced as it is loaded, and no file is touched. */
const projectOf = ({ name, edits, platform = 'node' }: Control) => ({
  root,
  plugins: [editing(edits, missing)],
  resolve: { alias: { '#platform': `${root}src/lib/platform/${platform}.ts` } },
  test: {
    name: name.replaceAll(/[^a-z0-9]+/gi, '-'),
    include: ['test/adversarial/controls/caught.ts'],
    env: { IRONSEAL_CONTROL: name, IRONSEAL_PLATFORM: platform },
    pool: 'threads' as const,
    testTimeout: 120_000,
  },
})

const projects = CONTROLS.map(projectOf)
if (missing.length > 0) throw new Error(missing.join('\n'))

export default defineConfig({ root, test: { projects } })
