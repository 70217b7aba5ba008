import { readFile } from 'node:fs/promises'

const MAX_BODY = 10_000

/** An error whose text is meant for the client. */
class ClientError extends Error {
  constructor(status, message) {
    super(message)
    this.status = status
  }
}

/**
 * The body of a request as JSON. Another site can send a form, but JSON only where it is allowed to: so this type is asked for,
 * and nobody is logged in or out from outside.
 */
export async function readJson(req) {
  if (!/^application\/json\b/.test(req.headers['content-type'] ?? '')) {
    throw new ClientError(415, 'Send application/json.')
  }
  let text = ''
  for await (const chunk of req.setEncoding('utf8')) {
    text += chunk
    if (text.length > MAX_BODY) throw new ClientError(413, 'That is too much.')
  }
  try {
    return Object(JSON.parse(text))
  } catch {
    throw new ClientError(400, 'That is no JSON.')
  }
}

export function sendJson(res, status, body) {
  res.writeHead(status, {
    'content-type': 'application/json',
    // What depends on the session must not come out of a cache for somebody else.
    'cache-control': 'private, no-store',
  })
  res.end(JSON.stringify(body))
}

export async function sendFile(res, name, type) {
  const content = await readFile(new URL(`public/${name}`, import.meta.url))
  res.setHeader('content-type', `${type}; charset=utf-8`)
  res.end(content)
}

/** What went wrong is told where the client can do something about it; the rest is for the log. */
export function sendError(error, req, res) {
  const { status = 500 } = error
  if (status >= 500) console.error(error)
  if (res.headersSent) res.destroy()
  else sendJson(res, status, { error: status < 500 ? error.message : 'That did not work.' })
}
