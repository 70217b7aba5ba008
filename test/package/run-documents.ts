import { createRequire } from 'node:module'
import ts from 'typescript'
import * as ironseal from '../../src/index.ts'
import * as ironSession from '../../src/iron-session.ts'
import type { CodeBlock } from './documents.ts'

const require = createRequire(import.meta.url)

/** What runnable code may import; everything else is an error, so that it stays self-contained. */
const MODULES: Readonly<Record<string, unknown>> = {
  ironseal,
  'ironseal/iron-session': ironSession,
}

const AsyncFunction = (async () => {}).constructor as new (
  ...args: string[]
) => (...values: unknown[]) => Promise<void>

/** Runs a block as a module. Resolves when it is through, rejects with what it threws. */
export async function runBlock({ code, place }: CodeBlock): Promise<void> {
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: {
      module: ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget.ES2022,
      esModuleInterop: true,
    },
  })
  const load = (specifier: string): unknown => {
    if (Object.hasOwn(MODULES, specifier)) return MODULES[specifier]
    if (specifier.startsWith('node:')) return require(specifier)
    throw new Error(`${place} imports ${specifier}: what runs must be self-contained`)
  }
  await new AsyncFunction('require', 'exports', outputText)(load, {})
}
