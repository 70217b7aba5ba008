// An application behind nginx: it trusts the proxy, or not (`node proxied.mjs distrusting`).
import { createServer } from 'node:http'
import { createSessions } from 'ironseal'
import { answer, listen } from './routes.cjs'

const sessions = createSessions({
  password: 'the-password-of-the-proxied-application-0',
  cookieOptions: { secure: 'auto' },
  chunk: true,
  trustProxy: process.argv[2] !== 'distrusting',
})

let made = 0

const routes = {
  '/login': async (session, { searchParams }) => {
    await session.regenerate()
    session.set('user', searchParams.get('user'))
    session.set('filling', 'x'.repeat(Number(searchParams.get('filling') ?? 0)))
    await session.save()
    return {}
  },
  // A page that its author thinks is the same for all.
  '/profile': async (session, _url, res) => {
    res.setHeader('cache-control', 'public, max-age=60')
    const user = session.get('user') ?? null
    res.setHeader('cache-control', 'public, max-age=60')
    return { user, filling: session.get('filling')?.length ?? 0, made: ++made }
  },
  '/logout': async (session) => {
    await session.destroy()
    return {}
  },
}

const server = createServer(async (req, res) => {
  const url = new URL(req.url, 'http://127.0.0.1')
  const route = routes[url.pathname]
  if (!route) return answer(res, {}, 404)
  const session = await sessions.open(req, res)
  answer(res, await route(session, url, res))
})
listen(server)
