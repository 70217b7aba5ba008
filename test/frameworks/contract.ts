import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answer, Client } from './client.ts'
import type { Program } from './program.ts'

/** How a user of one application logs in, sees who is logged in, and logs out. */
export interface Site {
  login: (client: Client, name: string) => Promise<Answer>
  /** The name that the application shows; `null` for nobody. */
  nameOf: (client: Client, cookie?: string) => Promise<{ answer: Answer; name: string | null }>
  logout: (client: Client) => Promise<Answer>
  cookieName: string
}

/** What a cookie may hold that no version of the library wrote. */
const GARBAGE = [
  '',
  'undefined',
  'null',
  'abc',
  '%E0%A4%A',
  '"quoted"',
  'Fe26.2*',
  'Fe26.2**',
  'Fe26.2*1*a*b*c*d*e*f',
  'Fe26.2*constructor*a*b*c**d*e',
  'Fe26.2*__proto__*a*b*c**d*e',
  's'.repeat(200),
  '*'.repeat(8000),
  '{"persistent":{"user":{"name":"mallory"}},"flash":{}}',
  Buffer.from('{"user":{"name":"mallory"}}').toString('base64url'),
]

/** What anybody reads in cookies who has no password. Quotes belong to JSON: no letters of a seal spell one by chance. */
function readings(cookies: string): string[] {
  const decoded = decodeURIComponent(cookies)
  const runs = decoded.match(/[\w+/-]{4,}/g) ?? []
  return [decoded, ...runs.map((run) => Buffer.from(run, 'base64url').toString('latin1'))]
}

/** What every application owes its users, whatever it is built with. */
export function describeLogin(program: () => Program, site: Site): void {
  const { login, nameOf, logout, cookieName } = site

  it('goes from anonymous over login, profile and reload to logout and anonymous', async () => {
    const ada = new Client(program().url)
    const first = await nameOf(ada)
    expect(first.name).toBeNull()
    expect(first.answer.setCookies, 'reading writes nothing').toEqual([])

    const answer = await login(ada, 'Ada')
    expect(answer.status).toBeLessThan(400)
    expect(answer.setCookies.filter((line) => line.startsWith(`${cookieName}=`))).toHaveLength(1)
    expect(answer.setCookies.join()).toMatch(/; HttpOnly/)
    for (const text of readings(answer.setCookies.join())) expect(text).not.toContain('"Ada"')

    for (const visit of ['profile', 'reload']) {
      const { name, answer: shown } = await nameOf(ada)
      expect(name, visit).toBe('Ada')
      expect(shown.status, visit).toBe(200)
    }
    expect((await nameOf(new Client(program().url))).name, 'somebody else').toBeNull()

    const before = `${cookieName}=${ada.jar.get(cookieName)}`
    const bye = await logout(ada)
    expect(bye.status).toBeLessThan(400)
    expect(ada.jar.has(cookieName), 'the browser forgets the cookie').toBe(false)
    expect((await nameOf(ada)).name).toBeNull()
    // Nothing is kept on the server: whoever kept the cookie still has the session. The documentation says so.
    expect((await nameOf(ada, before)).name).toBe('Ada')
  })

  it('takes a garbage cookie for no session', async () => {
    const client = new Client(program().url)
    for (const garbage of GARBAGE) {
      const { name, answer } = await nameOf(client, `${cookieName}=${garbage}`)
      expect(answer.status, garbage).toBeLessThan(400)
      expect(name, garbage).toBeNull()
    }
  })

  it('takes a seal with any part changed for no session', async () => {
    const client = new Client(program().url)
    await login(client, 'Ada')
    const parts = client.jar.get(cookieName)!.split('*')
    for (const [index, part] of parts.entries()) {
      const last = part.endsWith('A') ? 'B' : 'A'
      const changed = [...parts.slice(0, index), part.slice(0, -1) + last]
        .concat(parts.slice(index + 1))
        .join('*')
      const { name, answer } = await nameOf(client, `${cookieName}=${changed}`)
      expect(answer.status, `part ${index}`).toBeLessThan(400)
      expect(name, `part ${index}`).toBeNull()
    }
    expect((await nameOf(client)).name).toBe('Ada')
  })

  it('never mixes two users in 100 interleaved requests', async () => {
    const names = ['Ada', 'Grace']
    const clients = names.map(() => new Client(program().url))
    await Promise.all(clients.map((client, index) => login(client, names[index]!)))
    const seen = await Promise.all(
      Array.from({ length: 100 }, (_, index) => nameOf(clients[index % 2]!)),
    )
    expect(seen.map(({ name }) => name)).toEqual(seen.map((_, index) => names[index % 2]))
  })
}

/** How the applications of `apps/` are used. */
export const apps: Site = {
  cookieName: 'main',
  login: (client, name) => client.post('/login', { name }),
  logout: (client) => client.post('/logout'),
  async nameOf(client, cookie) {
    const answer = await client.get('/profile', { cookie })
    return { answer, name: answer.json.user?.name ?? null }
  },
}

/** Everything that the applications of `apps/` can show, see `routes.cjs` there. */
export function describeApp(
  name: string,
  start: () => Promise<Program>,
  describeMore?: (program: () => Program) => void,
): void {
  describe(name, () => {
    let program: Program
    beforeAll(async () => {
      program = await start()
    })
    afterAll(() => program?.stop())

    describeLogin(() => program, apps)
    describeCookies(() => program)
    describeErrors(() => program)
    describeMore?.(() => program)
  })
}

function describeCookies(program: () => Program): void {
  it('says why there is no session', async () => {
    const client = new Client(program().url)
    expect((await client.get('/profile')).json.origin).toEqual({ kind: 'new' })
    const rejected = await client.get('/profile', { cookie: 'main=Fe26.2*1*a*b*c**d*e' })
    expect(rejected.json.origin).toEqual({ kind: 'rejected', reason: 'malformed' })
    await client.post('/login', { name: 'Ada' })
    expect((await client.get('/profile')).json.origin).toEqual({ kind: 'resumed', stale: false })
  })

  it('sends the cookie that save() returns', async () => {
    const { json, setCookies } = await new Client(program().url).post('/login', { name: 'Ada' })
    expect(setCookies).toEqual([json.line])
    expect(json.line).toMatch(
      /^main=Fe26\.2\*1\*[^ ;]+; Max-Age=1295940; Path=\/; HttpOnly; SameSite=Lax$/,
    )
  })

  it('deletes with the attributes it wrote', async () => {
    const { setCookies } = await new Client(program().url).post('/logout')
    expect(setCookies).toEqual(['main=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax'])
  })

  it('keeps two sessions side by side', async () => {
    const client = new Client(program().url)
    await client.post('/login', { name: 'Ada' })
    const cart = await client.post('/cart', { item: 'tea' })
    expect(cart.json).toEqual({ user: { name: 'Ada' }, items: ['tea'], leaked: null })
    expect(cart.setCookies.map((line) => line.split('=')[0])).toEqual(['cart', 'main'])

    expect((await client.post('/cart', { item: 'milk' })).json.items).toEqual(['tea', 'milk'])
    await client.post('/logout')
    expect((await client.get('/profile')).json.user).toBeNull()
    const anonymous = await client.post('/cart', { item: 'sugar' })
    expect(anonymous.json).toEqual({ user: null, items: ['tea', 'milk', 'sugar'], leaked: null })
  })

  it('does not take the cookie of one session for the other', async () => {
    const client = new Client(program().url)
    await client.post('/cart', { item: 'tea' })
    client.jar.delete('main')
    expect((await client.get('/profile')).json).toEqual({ user: null, origin: { kind: 'new' } })
  })

  it('leaves the cookies of others untouched, byte for byte', async () => {
    const client = new Client(program().url)
    const several = await client.post('/others')
    const [dark, odd, ours, nameless] = several.setCookies
    expect([dark, odd, nameless]).toEqual(several.json.foreign)
    expect(ours).toMatch(/^main=Fe26/)
    expect(several.setCookies).toHaveLength(4)

    const one = await client.post('/others-one')
    expect(one.setCookies).toEqual([several.json.foreign[0], expect.stringMatching(/^main=;/)])
  })

  it('keeps what 100 interleaved requests of two users change apart', async () => {
    const names = ['Ada', 'Grace']
    const clients = names.map(() => new Client(program().url))
    await Promise.all(clients.map((client, at) => client.post('/login', { name: names[at] })))
    const cookies = clients.map((client) => `main=${client.jar.get('main')}`)

    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, index) => {
        const user = index % 2
        return new Client(program().url).post(
          '/count',
          { name: names[user] },
          { cookie: cookies[user] },
        )
      }),
    )
    for (const [index, { json, setCookies }] of answers.entries()) {
      const name = names[index % 2]
      expect(json).toEqual({ sent: name, before: name, after: name, count: 1 })
      expect(setCookies).toHaveLength(1)
    }
    // What was sealed belongs to its user as well.
    for (const [index, { setCookies }] of answers.slice(0, 10).entries()) {
      const [cookie] = setCookies[0]!.split(';')
      const { json } = await new Client(program().url).get('/profile', { cookie })
      expect(json.user).toEqual({ name: names[index % 2] })
    }
  })
}

function describeErrors(program: () => Program): void {
  const countOf = async (message: string): Promise<number> =>
    (await new Client(program().url).get('/errors')).json[message] ?? 0

  it('refuses to save and to destroy once the headers are sent', async () => {
    const client = new Client(program().url)
    await client.post('/login', { name: 'Ada' })
    const { status, json, setCookies } = await client.post('/late')
    expect(status).toBe(200)
    expect(setCookies).toEqual([])
    expect(json.told.map(({ method }: { method: string }) => method)).toEqual(['save', 'destroy'])
    for (const told of json.told) {
      expect(told.code).toBe('ERR_HTTP_HEADERS_SENT')
      expect(told.message).toMatch(/after they are sent/)
    }
  })

  it.each([
    ['/throw', 'thrown after the session was opened'],
    ['/throw-at-once', 'thrown at once'],
  ])('hands what %s throws to the error handler once', async (path, message) => {
    const before = await countOf(message)
    const { status, json } = await new Client(program().url).get(path)
    expect(status).toBe(500)
    expect(json).toEqual({ error: message })
    expect(await countOf(message)).toBe(before + 1)
    expect((await new Client(program().url).get('/profile')).status, 'it lives on').toBe(200)
  })

  it('hands an error of the session to the error handler once', async () => {
    const { status, json } = await new Client(program().url).get('/broken', {
      cookie: 'broken=Fe26.2*1*a*b*c**d*e',
    })
    expect(status).toBe(500)
    expect(json.error).toMatch(/Password string too short \(min 32 characters required\)/)
    expect(await countOf(json.error)).toBe(1)
  })
}

/** For applications that are built of middleware. */
export function describeMiddleware(program: () => Program): void {
  it('hands an error of the middleware to the error handler once', async () => {
    const client = new Client(program().url)
    const { json: before } = await client.get('/errors')
    const { status, json } = await client.get('/broken-middleware', {
      cookie: 'broken=Fe26.2*1*a*b*c**d*e',
    })
    expect(status).toBe(500)
    expect(json.error).toMatch(/Password string too short/)
    const { json: after } = await client.get('/errors')
    expect(after[json.error]).toBe((before[json.error] ?? 0) + 1)
    expect(after[`again: ${json.error}`]).toBeUndefined()
  })
}
