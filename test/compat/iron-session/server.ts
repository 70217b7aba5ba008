import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

type Handler = (req: IncomingMessage, res: ServerResponse) => unknown

/** A real server around a handler; every call sends a cookie and gives back what a browser sees. */
export async function serve(
  handler: Handler,
): Promise<
  (
    cookie?: string,
  ) => Promise<{ status: number; body: string; setCookies: string[]; headers: Headers }>
> {
  const server = createServer((req, res) => {
    Promise.resolve()
      .then(() => handler(req, res))
      .catch((error: Error) => {
        if (!res.headersSent) res.statusCode = 500
        res.end(`error: ${error.message}`)
      })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  onTestFinished(() => {
    server.closeAllConnections()
    return new Promise<void>((resolve) => {
      server.close(() => resolve())
    })
  })
  const { port } = server.address() as AddressInfo
  return async (cookie) => {
    const response = await fetch(`http://127.0.0.1:${port}/`, cookie ? { headers: { cookie } } : {})
    return {
      status: response.status,
      body: await response.text(),
      setCookies: response.headers.getSetCookie(),
      headers: response.headers,
    }
  }
}
