import { createServer } from 'node:http'

/**
 * Serves a fetch handler with Node's own server.
 *
 * @param {(request: Request) => Promise<Response>} handle
 */
export function serveFetch(handle) {
  const server = createServer(async (req, res) => {
    const headers = new Headers()
    for (const [name, value] of Object.entries(req.headers)) headers.set(name, String(value))
    const chunks = []
    for await (const chunk of req) chunks.push(chunk)
    const body = chunks.length === 0 ? undefined : Buffer.concat(chunks)
    const url = `http://${req.headers.host}${req.url}`
    const response = await handle(new Request(url, { method: req.method, headers, body }))
    const cookies = response.headers.getSetCookie()
    if (cookies.length > 0) res.setHeader('set-cookie', cookies)
    res.statusCode = response.status
    res.end(await response.text())
  })
  server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`))
}
