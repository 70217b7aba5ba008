// `npm run test:timing`: whether the time of a refusal tells what is wrong with a seal. With IRONSEAL_NIGHTLY=1 with the counts of a night.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './lib/run.mjs'
import { runTiming } from './lib/timing.mjs'
import { ensureInstalled } from './setup.mjs'

await ensureInstalled()
mkdirSync(join(root, 'reports'), { recursive: true })
const { code, output } = await runTiming('alone')
console.log(output.trim())
process.exitCode = code
