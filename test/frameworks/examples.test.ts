import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { pack, unpackInto } from '../../scripts/lib/pack.mjs'
import { root, runOrThrow } from '../../scripts/lib/run.mjs'
import { Client } from './client.ts'
import { describeLogin, type Site } from './contract.ts'
import { type Program, startProgram } from './program.ts'

const SESSION_PASSWORD = 'a password of the example tests, 32+'

const folders: Record<string, string> = {}
beforeAll(async () => {
  for (const name of ['express', 'next-connect']) folders[name] = await installCopy(name)
})
afterAll(() => {
  for (const folder of Object.values(folders)) rmSync(folder, { recursive: true, force: true })
})

/** The example as a user has it: somewhere else, installed from its lock file, with the packed library. */
async function installCopy(name: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), `ironseal-example-${name}-`))
  cpSync(join(root, 'examples', name), folder, {
    recursive: true,
    filter: (path) => basename(path) !== 'node_modules',
  })
  await runOrThrow('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder })
  await unpackInto(await pack(`frameworks-example-${name}`), folder)
  return folder
}

const start = (name: string, env: Record<string, string> = {}): Promise<Program> =>
  startProgram(process.execPath, ['server.js'], {
    cwd: folders[name]!,
    env: { PORT: '0', SESSION_PASSWORD, ...env },
  })

/** A second server, for the length of one test, however that ends. */
async function startForTest(name: string, env: Record<string, string>): Promise<Program> {
  const program = await start(name, env)
  onTestFinished(() => program.stop())
  return program
}

/** What is between the tags, and what it meant. */
const shownName = (page: string): string | null =>
  /<h2>Who you are<\/h2>[^]*?<dt>Name<\/dt>\s*<dd>([^<]*)<\/dd>/.exec(page)?.[1] ?? null

const PASSWORDS: Record<string, string> = { Ada: 'lovelace', Grace: 'hopper' }

const express: Site = {
  cookieName: 'ironseal-express',
  login: (client, name) =>
    client.post('/login', new URLSearchParams({ name, password: PASSWORDS[name]! })),
  logout: (client) => client.post('/logout'),
  async nameOf(client, cookie) {
    const answer = await client.get('/profile', { cookie })
    return { answer, name: shownName(answer.text) }
  },
}

const nextConnect: Site = {
  cookieName: 'ironseal-next-connect',
  login: (client, name) => client.post('/api/login', { name }),
  logout: (client) => client.post('/api/logout', {}),
  async nameOf(client, cookie) {
    const answer = await client.get('/api/user', { cookie })
    return { answer, name: answer.json.user?.name ?? null }
  },
}

describe.each([
  { name: 'express', site: express },
  { name: 'next-connect', site: nextConnect },
])('examples/$name', ({ name, site }) => {
  let program: Program
  beforeAll(async () => {
    program = await start(name)
  })
  afterAll(() => program?.stop())

  describeLogin(() => program, site)

  it('keeps its users logged in over a restart with the same password, and only then', async () => {
    const ada = new Client(program.url)
    await site.login(ada, 'Ada')
    const cookie = `${site.cookieName}=${ada.jar.get(site.cookieName)}`
    await program.stop()

    const other = await startForTest(name, { SESSION_PASSWORD: `${SESSION_PASSWORD}, another` })
    expect((await site.nameOf(new Client(other.url), cookie)).name).toBeNull()

    program = await start(name)
    expect((await site.nameOf(new Client(program.url), cookie)).name).toBe('Ada')
  })

  it('announces a random password', async () => {
    const random = await startForTest(name, { SESSION_PASSWORD: '' })
    expect(random.output()).toMatch(/SESSION_PASSWORD is not set: using a random password/)
    expect(program.output()).not.toMatch(/SESSION_PASSWORD/)
  })

  it('wants a password in production, and makes the cookie Secure there', async () => {
    const env = { NODE_ENV: 'production', PORT: '0', SESSION_PASSWORD: '' }
    await expect(startForTest(name, env)).rejects.toThrow(/Missing parameter `password`/)

    const production = await startForTest(name, { ...env, SESSION_PASSWORD })
    const { setCookies } = await site.login(new Client(production.url), 'Ada')
    expect(setCookies.join()).toMatch(/; Secure/)
    const { setCookies: plain } = await site.login(new Client(program.url), 'Ada')
    expect(plain.join()).not.toMatch(/; Secure/)
  })

  it('keeps what depends on the session out of caches', async () => {
    const { answer } = await site.nameOf(new Client(program.url))
    expect(answer.headers.get('cache-control')).toBe('private, no-store')
  })
})

describe('examples/express', () => {
  let program: Program
  beforeAll(async () => {
    program = await start('express')
  })
  afterAll(() => program?.stop())

  it('counts the visits of each visitor', async () => {
    const counts = async (client: Client): Promise<string | undefined> =>
      /class="number">(\d+)</.exec((await client.get('/visits')).text)?.[1]
    const ada = new Client(program.url)
    const grace = new Client(program.url)
    expect([await counts(ada), await counts(ada), await counts(grace)]).toEqual(['1', '2', '1'])

    await express.login(ada, 'Ada')
    expect(await counts(ada), 'a login keeps the count').toBe('3')
    expect((await ada.post('/visits/reset')).status).toBe(303)
    expect([await counts(ada), await counts(grace)]).toEqual(['1', '2'])
  })

  it('refuses a wrong password and shows the name again, escaped', async () => {
    const client = new Client(program.url)
    const name = '"><script>alert(1)</script>'
    const answer = await client.post('/login', new URLSearchParams({ name, password: 'lovelace' }))
    expect(answer.status).toBe(401)
    expect(answer.setCookies).toEqual([])
    expect(answer.text).toContain('&quot;&gt;&lt;script&gt;')
    expect(answer.text).not.toContain('<script>')
    expect((await client.post('/login')).status, 'an empty form').toBe(401)
  })

  it('refuses forms of other sites', async () => {
    const client = new Client(program.url)
    await express.login(client, 'Ada')
    const foreign = { headers: { 'sec-fetch-site': 'cross-site' } }
    const { status, setCookies } = await client.post('/logout', undefined, foreign)
    expect({ status, setCookies }).toEqual({ status: 403, setCookies: [] })
    expect((await express.nameOf(client)).name).toBe('Ada')
  })

  it('shows its error handler what does not fit into a cookie, and sends none', async () => {
    const client = new Client(program.url)
    await express.login(client, 'Ada')
    const { status, text, setCookies } = await client.get('/too-big')
    expect({ status, setCookies }).toEqual({ status: 500, setCookies: [] })
    expect(text).toMatch(/Cookie length is too big \d+/)
    expect(text).toContain('diary')
    expect((await express.nameOf(client)).name).toBe('Ada')
  })

  it('answers with a page of its own where there is none', async () => {
    const { status, text } = await new Client(program.url).get('/nothing')
    expect(status).toBe(404)
    expect(text).toContain('There is no such page')
  })
})

describe('examples/next-connect', () => {
  let program: Program
  beforeAll(async () => {
    program = await start('next-connect')
  })
  afterAll(() => program?.stop())

  it.each([
    ['/', 'text/html; charset=utf-8'],
    ['/page.js', 'text/javascript; charset=utf-8'],
    ['/style.css', 'text/css; charset=utf-8'],
    ['/mark.svg', 'image/svg+xml; charset=utf-8'],
  ])('serves %s', async (path, type) => {
    const { status, headers, text } = await new Client(program.url).get(path)
    expect({ status, type: headers.get('content-type') }).toEqual({ status: 200, type })
    expect(text).not.toBe('')
  })

  it.each([
    ['an empty name', { name: ' ' }, 400],
    ['a name that is none', { name: 7 }, 400],
    ['a long name', { name: 'a'.repeat(41) }, 400],
    ['too much', { name: 'a'.repeat(20_000) }, 413],
    ['a form', new URLSearchParams({ name: 'Ada' }), 415],
  ])('logs nobody in with %s', async (_, body, expected) => {
    const { status, setCookies } = await new Client(program.url).post('/api/login', body)
    expect({ status, setCookies }).toEqual({ status: expected, setCookies: [] })
  })

  it('answers in JSON where there is nothing', async () => {
    const { status, json } = await new Client(program.url).get('/api/nothing')
    expect({ status, json }).toEqual({ status: 404, json: { error: 'There is nothing here.' } })
  })
})
