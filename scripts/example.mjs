// `npm run example express`: the example on the library as it is now, packed and unpacked as a user would have it.
// Built-in modules only, because the first step installs the others.
import { spawn } from 'node:child_process'
import { installExample } from './lib/example.mjs'
import { runOrThrow } from './lib/run.mjs'
import { ensureInstalled } from './setup.mjs'

const [name = 'express'] = process.argv.slice(2)

await ensureInstalled()
await runOrThrow('npm', ['run', 'build'])
const folder = await installExample(name)
const server = spawn(process.execPath, ['server.js'], { cwd: folder, stdio: 'inherit' })
server.on('exit', (code) => {
  process.exitCode = code ?? 0
})
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => server.kill(signal))
}
