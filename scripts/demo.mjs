// `npm run demo`: the Next example in production mode, running on the library as it is packed now.
// Built-in modules only, because the first step installs the others.
import { ensureBuilt, nextProgram } from './lib/demo-build.mjs'
import { installExample } from './lib/example.mjs'
import { findPort, isFree } from './lib/port.mjs'
import { runOrThrow } from './lib/run.mjs'
import { startServer } from './lib/server.mjs'
import { ensureInstalled } from './setup.mjs'

process.on('uncaughtException', (error) => {
  // The output of the program that failed says more than our stack.
  console.error(`demo       ${error.message}`)
  process.exit(1)
})

await ensureInstalled()
console.log('demo       building the library')
await runOrThrow('npm', ['run', 'build'])
const folder = await installExample('next')
console.log('demo       building the application (about half a minute when it changed)')
await ensureBuilt(folder)

const port = await choosePort()
const server = await startServer(
  process.execPath,
  // The name and not an address: the application builds its own addresses from it.
  [nextProgram(folder), 'start', '-H', 'localhost', '-p', String(port)],
  { cwd: folder, url: `http://localhost:${port}`, env: { NEXT_TELEMETRY_DISABLED: '1' } },
)

let asked = false
const end = () => {
  asked = true
  void server.stop()
}
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, end)
// npm passes a signal on to its shell only; that we have lost our parent is all we see of it.
const parent = process.ppid
const watch = setInterval(() => process.ppid === parent || end(), 250)

console.log(`\nready at ${server.url} (Ctrl-C ends it)`)

const code = await server.ended
clearInterval(watch)
if (!asked) console.error(`the server ended by itself with ${code}`)
process.exitCode = asked ? 0 : 1

async function choosePort() {
  if (!process.env.PORT) return findPort(3000)
  const port = Number(process.env.PORT)
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Error(`PORT must be a port number, got ${JSON.stringify(process.env.PORT)}`)
  }
  if (!(await isFree(port))) throw new Error(`port ${port} (from PORT) is in use`)
  return port
}
