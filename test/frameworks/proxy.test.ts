import { rmSync } from 'node:fs'
import { request } from 'node:https'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Client } from './client.ts'
import { installApps } from './install.ts'
import { hasNginx, type Proxy, startNginx } from './nginx.ts'
import { type Program, startProgram } from './program.ts'

const skip = !hasNginx() && !process.env.CI
if (skip) console.warn('\n!! NOTHING IS TESTED BEHIND A PROXY: nginx is missing\n')

/** What it takes that a seal just fits into a cookie: 3 bytes of JSON are 4 characters. */
const FULL_COOKIE = 2900

describe.skipIf(skip)('behind nginx', () => {
  let folder = ''
  let program: Program
  let distrusting: Program
  let proxy: Proxy
  let distrustingProxy: Proxy
  beforeAll(async () => {
    folder = await installApps('proxy')
    const start = (...args: string[]): Promise<Program> =>
      startProgram(process.execPath, ['proxied.mjs', ...args], {
        cwd: folder,
        env: { NODE_ENV: 'development' },
      })
    program = await start()
    distrusting = await start('distrusting')
    proxy = await startNginx(join(folder, 'nginx'), program.url)
    distrustingProxy = await startNginx(join(folder, 'nginx-distrusting'), distrusting.url)
  })
  afterAll(async () => {
    await Promise.all([proxy?.stop(), distrustingProxy?.stop()])
    await Promise.all([program?.stop(), distrusting?.stop()])
    rmSync(folder, { recursive: true, force: true })
  })

  describe('as it is installed', () => {
    it('a small session passes', async () => {
      const ada = new Client(proxy.plain)
      expect((await ada.get('/login?user=Ada')).status).toBe(200)
      expect((await ada.get('/profile')).json).toMatchObject({ user: 'Ada' })
    })

    it('a full cookie is a 502, which was warned of', async () => {
      const ada = new Client(proxy.plain)
      const { status } = await ada.get(`/login?user=Ada&filling=${FULL_COOKIE}`)
      expect(status).toBe(502)
      expect(program.output()).toMatch(/\d{4} bytes of Set-Cookie\. nginx refuses/)
    })

    it('a full cookie and four chunks pass raised buffers, both ways', async () => {
      for (const filling of [FULL_COOKIE, 3 * FULL_COOKIE]) {
        const ada = new Client(proxy.roomy)
        expect((await ada.get(`/login?user=Ada&filling=${filling}`)).status).toBe(200)
        expect((await ada.get('/profile')).json).toMatchObject({ user: 'Ada', filling })
      }
    })
  })

  describe('that ends TLS', () => {
    it('F41: a trusted one makes the cookie Secure and prefixed', async () => {
      const [line] = await cookiesOf(`${proxy.tls}/login?user=Ada`)
      expect(line).toMatch(/^__Host-session=s.*; Secure/)
      const pair = line?.split(';')[0] ?? ''
      expect(JSON.parse((await get(`${proxy.tls}/profile`, pair)).body)).toMatchObject({
        user: 'Ada',
      })
    })

    it('F41: in plain http to this machine it is neither', async () => {
      const { setCookies } = await new Client(proxy.plain).get('/login?user=Ada')
      expect(setCookies[0]).toMatch(/^session=s(?!.*Secure)/)
    })

    it('what it says counts for nothing unless it is trusted', async () => {
      const [line] = await cookiesOf(`${distrustingProxy.tls}/login?user=Ada`)
      expect(line).toMatch(/^session=s(?!.*Secure)/)
    })
  })

  describe('that caches', () => {
    const nameOf = async (client: Client): Promise<unknown> =>
      (await client.get('/profile')).json.user

    it('F44: nobody gets the page of somebody else, although its author said `public`', async () => {
      const ada = new Client(proxy.caching)
      const bob = new Client(proxy.caching)
      await ada.get('/login?user=Ada')
      await bob.get('/login?user=Bob')
      for (const [client, name] of [
        [ada, 'Ada'],
        [bob, 'Bob'],
        [ada, 'Ada'],
      ] as const)
        expect(await nameOf(client)).toBe(name)
      expect(await nameOf(new Client(proxy.caching)), 'somebody without a cookie').toBeNull()
      // Not even for the person whose page it is: what is in a cache is on somebody's disk.
      expect((await ada.get('/profile')).headers.get('x-cache')).toBe('MISS')
    })

    it('F44: the page without a session is kept, for those without a cookie', async () => {
      const nobody = new Client(proxy.caching)
      const first = await nobody.get('/profile?public')
      const second = await nobody.get('/profile?public')
      expect(second.headers.get('x-cache')).toBe('HIT')
      expect(second.json).toEqual(first.json)
      const ada = new Client(proxy.caching)
      await ada.get('/login?user=Ada')
      expect((await ada.get('/profile?public')).json.user).toBe('Ada')
    })

    it('F44: a login is never kept', async () => {
      for (const user of ['Ada', 'Bob']) {
        const client = new Client(proxy.caching)
        const { setCookies, headers } = await client.get('/login?user=x')
        expect([user, setCookies.length, headers.get('x-cache')]).toEqual([user, 1, 'MISS'])
      }
    })
  })
})

interface Page {
  body: string
  lines: string[]
}

const cookiesOf = async (url: string): Promise<string[]> => (await get(url)).lines

/** Over TLS; the certificate signs itself, so that nothing about it can be checked. */
function get(url: string, cookie = ''): Promise<Page> {
  return new Promise((resolve, reject) => {
    request(url, { rejectUnauthorized: false, headers: { cookie } }, (response) => {
      let body = ''
      response
        .setEncoding('utf8')
        .on('data', (text: string) => void (body += text))
        .on('end', () => resolve({ body, lines: response.headers['set-cookie'] ?? [] }))
    })
      .on('error', reject)
      .end()
  })
}
