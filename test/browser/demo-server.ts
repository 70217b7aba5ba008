import { ensureBuilt, nextProgram } from '../../scripts/lib/demo-build.mjs'
import { installExample } from '../../scripts/lib/example.mjs'
import { findPort } from '../../scripts/lib/port.mjs'
import { type Server, startServer } from '../../scripts/lib/server.mjs'

/** Serves the demo as `npm run demo` does, on the packed library; builds it if it changed. */
export async function startDemo(env: Record<string, string> = {}): Promise<Server> {
  const folder = await installExample('next')
  await ensureBuilt(folder)
  return serveDemo(folder, env)
}

async function serveDemo(folder: string, env: Record<string, string>): Promise<Server> {
  const port = await findPort(4500)
  return startServer(
    process.execPath,
    [nextProgram(folder), 'start', '-H', 'localhost', '-p', String(port)],
    {
      cwd: folder,
      url: `http://localhost:${port}`,
      env: { NEXT_TELEMETRY_DISABLED: '1', ...env },
    },
  )
}
