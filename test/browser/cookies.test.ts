import { rmSync } from 'node:fs'
import { type Browser, type BrowserContext, chromium as engine } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { chromium, hasChromium } from '../../scripts/lib/chromium.mjs'
import { installApps } from '../frameworks/install.ts'
import { type Program, startProgram } from '../frameworks/program.ts'

const skip = !hasChromium() && !process.env.CI
if (skip) console.warn('\n!! COOKIES ARE NOT TESTED IN A BROWSER: chromium is missing\n')

describe.skipIf(skip)('the cookies of createSessions in Chromium', () => {
  let folder = ''
  let program: Program
  let browser: Browser
  let context: BrowserContext
  beforeAll(async () => {
    folder = await installApps('cookies')
    program = await startProgram(process.execPath, ['kinds.mjs'], { cwd: folder })
    browser = await engine.launch({
      executablePath: chromium,
      args: ['--no-sandbox', '--disable-gpu', '--host-resolver-rules=MAP *.example 127.0.0.1'],
    })
  })
  afterAll(async () => {
    await browser?.close()
    await program?.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  beforeEach(async () => {
    context = await browser.newContext()
  })
  afterEach(() => context.close())

  /** Visits a page as a person does; `host` is a name that this browser finds on this machine. */
  const visit = async (path: string, host = 'localhost'): Promise<any> => {
    const page = await context.newPage()
    const { port } = new URL(program.url)
    const response = await page.goto(`http://${host}:${port}${path}`)
    const body: unknown = await response?.json()
    await page.close()
    return body
  }
  const jar = async (): Promise<string[]> =>
    (await context.cookies()).map(({ name, path, domain }) => `${domain}${path} ${name}`)

  it.each([
    ['host', '__Host-session', { secure: true, sameSite: 'Lax' }],
    ['secure', '__Secure-s', { secure: true }],
    ['http', '__Http-s', { httpOnly: true }],
    ['host-http', '__Host-Http-s', { httpOnly: true }],
    ['partitioned', '__Host-p', { sameSite: 'None' }],
    ['strict', 'strict', { sameSite: 'Strict' }],
    ['browser', 'browser', { expires: -1 }],
    ['local', 'session', { secure: false }],
  ])('F40: one of the kind %s is kept, sent back and deleted', async (kind, name, attributes) => {
    await visit(`/${kind}/set`)
    const [cookie, ...others] = await context.cookies()
    expect(cookie).toMatchObject({ name, httpOnly: true, path: '/', ...attributes })
    expect(others).toEqual([])
    expect(await visit(`/${kind}/show`)).toEqual({ user: 'xxx', origin: 'resumed' })
    await visit(`/${kind}/end`)
    expect(await jar()).toEqual([])
  })

  it('F43: chunks are kept, replaced by fewer, and deleted', async () => {
    await visit('/chunks/set?length=8000')
    expect(await jar()).toHaveLength(3)
    expect((await visit('/chunks/show')).user).toHaveLength(8000)
    await visit('/chunks/set?length=5')
    expect(await jar()).toEqual(['localhost/ __Host-c'])
    await visit('/chunks/set?length=5000')
    expect((await visit('/chunks/show')).user).toHaveLength(5000)
    await visit('/chunks/end')
    expect(await jar()).toEqual([])
  })

  it('F48: a new name logs nobody out, and the old cookie goes', async () => {
    await visit('/name-before/set')
    expect(await visit('/name-after/show')).toEqual({ user: 'xxx', origin: 'resumed' })
    await visit('/name-after/set')
    expect(await jar()).toEqual(['localhost/ __Host-after'])
    expect(await visit('/name-after/show')).toEqual({ user: 'xxx', origin: 'resumed' })
  })

  it('F48: so does another path', async () => {
    await visit('/path-before/set')
    expect(await jar()).toEqual(['localhost/path-after path'])
    expect(await visit('/path-after/show')).toEqual({ user: 'xxx', origin: 'resumed' })
    await visit('/path-after/set')
    expect(await jar()).toEqual(['localhost/ path'])
    expect(await visit('/path-after/show')).toEqual({ user: 'xxx', origin: 'resumed' })
  })

  it('F48: so does another domain', async () => {
    const host = 'www.shop.example'
    await visit('/domain-before/set', host)
    expect(await jar()).toEqual(['.shop.example/ domain'])
    expect(await visit('/domain-after/show', host)).toEqual({ user: 'xxx', origin: 'resumed' })
    await visit('/domain-after/set', host)
    expect(await jar()).toEqual([`${host}/ domain`])
    expect(await visit('/domain-after/show', host)).toEqual({ user: 'xxx', origin: 'resumed' })
  })
})
