import { join } from 'node:path'
import { build } from 'tsdown'
import { root } from '../../scripts/lib/run.mjs'
import { type Edit, editing } from '../edits/edits.ts'

export type BackEnd = 'node' | 'web'

/**
 * Bundles the measuring program with the library, as it is built for its users, on one back end; with edits, a library that leaks.
 *
 * @returns the file
 */
export async function bundle(
  name: string,
  backEnd: BackEnd,
  edits: readonly Edit[],
): Promise<string> {
  const outDir = join(root, '.tmp/timing', name, backEnd)
  await build({
    config: false,
    entry: { program: join(root, 'test/timing/program.ts') },
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
    plugins: [choosing(backEnd), editing(edits)],
    deps: { neverBundle: [/^node:/] },
    dts: false,
    outDir,
    logLevel: 'error',
  })
  return join(outDir, 'program.js')
}

/** Before the paths of tsconfig.json, which an alias comes after. */
function choosing(backEnd: BackEnd): {
  name: string
  resolveId: (id: string) => string | undefined
} {
  const path = join(root, `src/lib/platform/${backEnd}.ts`)
  return { name: 'back-end', resolveId: (id) => (id === '#platform' ? path : undefined) }
}
