// `npm run test:adversarial`: attacks that must fail, counted. With IRONSEAL_NIGHTLY=1 as many as a night has room for.
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { formatResult, RESULT, runAdversarial } from './lib/adversarial.mjs'
import { root } from './lib/run.mjs'
import { ensureInstalled } from './setup.mjs'

await ensureInstalled()
mkdirSync(join(root, 'reports'), { recursive: true })
const { code, output } = await runAdversarial('alone')
console.log(code === 0 ? formatResult(JSON.parse(readFileSync(RESULT, 'utf8'))) : output)
process.exitCode = code
