// A server and its visitor in one script for Deno: logs in, and reads the session back from the cookie.
import { getIronSession } from 'ironseal/iron-session'

const options = {
  password: Deno.env.get('SESSION_PASSWORD') ?? 'a password of at least 32 characters',
  cookieName: 'deno',
  cookieOptions: { secure: false },
}

async function handle(request: Request): Promise<Response> {
  const headers = new Headers()
  const session = await getIronSession<{ user: { name: string } }>(request, headers, options)
  if (new URL(request.url).pathname === '/login') {
    session.user = { name: 'Ada' }
    await session.save()
  }
  return Response.json(session.user ?? null, { headers })
}

async function ask(url: string, cookie = ''): Promise<{ text: string; cookie: string }> {
  const response = await fetch(url, { headers: { cookie } })
  const [line = ''] = response.headers.getSetCookie()
  return { text: await response.text(), cookie: line.split(';')[0] ?? '' }
}

const server = Deno.serve({ port: 0, hostname: '127.0.0.1', onListen: () => {} }, handle)
const site = `http://127.0.0.1:${server.addr.port}`
const before = await ask(site)
const login = await ask(`${site}/login`)
const after = await ask(site, login.cookie)
console.log('before:', before.text)
console.log('after: ', after.text)
await server.shutdown()
