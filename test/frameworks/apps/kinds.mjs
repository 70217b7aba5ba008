// Sessions whose cookies are of many kinds, for a browser to judge: `/<kind>/set`, `/<kind>/show`, `/<kind>/end`.
import { createServer } from 'node:http'
import { createSessions } from 'ironseal'
import { answer, listen } from './routes.cjs'

const password = 'the-password-of-the-application-of-kinds-0'
const kind = (options) => createSessions({ password, ...options })
const plain = { secure: false }

const kinds = {
  host: kind({}),
  secure: kind({ cookieName: '__Secure-s' }),
  http: kind({ cookieName: '__Http-s' }),
  'host-http': kind({ cookieName: '__Host-Http-s' }),
  partitioned: kind({
    cookieName: '__Host-p',
    cookieOptions: { sameSite: 'none', partitioned: true },
  }),
  strict: kind({ cookieName: 'strict', cookieOptions: { sameSite: 'strict', priority: 'high' } }),
  browser: kind({ cookieName: 'browser', persistent: false }),
  local: kind({ cookieOptions: { secure: 'auto' } }),
  chunks: kind({ cookieName: '__Host-c', chunk: true }),

  // Renamed, and moved to another path or domain: each pair is one application before and after.
  'name-before': kind({ cookieName: 'before' }),
  'name-after': kind({ cookieName: '__Host-after', acceptNames: ['before'] }),
  'path-before': kind({ cookieName: 'path', cookieOptions: { path: '/path-after' } }),
  'path-after': kind({ cookieName: 'path', moved: [{ path: '/path-after' }] }),
  'domain-before': kind({
    cookieName: 'domain',
    cookieOptions: { ...plain, domain: 'shop.example' },
  }),
  'domain-after': kind({
    cookieName: 'domain',
    cookieOptions: plain,
    moved: [{ domain: 'shop.example' }],
  }),
}

const steps = {
  async set(session, text) {
    session.set('user', text)
    await session.save()
  },
  async show() {},
  async end(session) {
    await session.destroy()
  },
}

const server = createServer(async (req, res) => {
  const { pathname, searchParams } = new URL(req.url, 'http://127.0.0.1')
  const [, name, step] = pathname.split('/')
  const sessions = kinds[name]
  if (!sessions) return answer(res, {}, 404)
  const session = await sessions.open(req, res)
  const user = session.get('user') ?? null
  await steps[step](session, 'x'.repeat(Number(searchParams.get('length') ?? 3)))
  answer(res, { user, origin: session.origin.kind })
})
listen(server)
