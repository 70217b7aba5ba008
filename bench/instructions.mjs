// `npm run bench:instructions`: a gate that no neighbour on the machine can shake. `--update` accepts the counts as they are.
// Installs and builds what it needs first; only then is there anything to import.
import { root, runOrThrow } from '../scripts/lib/run.mjs'
import { ensureInstalled } from '../scripts/setup.mjs'

await ensureInstalled()
if (!process.argv.includes('--no-build')) await runOrThrow('npm', ['run', 'build'], { cwd: root })
const { judge } = await import('./instructions/gate.mjs')
process.exitCode = await judge({ update: process.argv.includes('--update') })
