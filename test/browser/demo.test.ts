import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { hasChromium } from '../../scripts/lib/chromium.mjs'
import type { Server } from '../../scripts/lib/server.mjs'
import { startDemo } from './demo.ts'
import { launch, newVisitor, type Visitor } from './visitor.ts'

const COOKIE = 'ironseal-demo'
const APP_COOKIE = 'ironseal-demo-app'

// Said aloud in ./demo.ts.
const skip = !hasChromium() && !process.env.CI

describe.skipIf(skip)('the demo', () => {
  let server: Server
  let browser: Browser
  let visitor: Visitor

  beforeAll(async () => {
    server = await startDemo()
    browser = await launch()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  // The key ring is the server's: without this, one test would find the passwords of another.
  beforeEach(async () => {
    const body = new URLSearchParams({ step: 'reset' })
    await fetch(`${server.url}/api/demo/rotation`, { method: 'POST', body })
  })
  afterEach(async () => {
    await visitor.context.close()
    expect(visitor.complaints).toEqual([])
  })

  const come = async (width: number, javaScriptEnabled = true): Promise<Visitor> => {
    visitor = await newVisitor(browser, server.url, { width, javaScriptEnabled })
    return visitor
  }
  const press = (name: string | RegExp): Promise<void> =>
    visitor.page.getByRole('main').getByRole('button', { name, exact: true }).click()
  const verdict = () => visitor.page.getByTestId('verdict').locator('p').first()
  const content = async (): Promise<unknown> =>
    JSON.parse((await visitor.page.getByTestId('content').textContent()) ?? '')
  const cookie = async (name: string) =>
    (await visitor.context.cookies()).find((one) => one.name === name)

  const logIn = async (name: string, role: 'reader' | 'admin'): Promise<void> => {
    await visitor.page.goto(`${server.url}/login`)
    await visitor.page.getByLabel('User name').fill(name)
    await visitor.page.getByLabel(role).check()
    await press('Log in')
    await visitor.page.waitForURL('**/profile-sg')
  }

  // Pages change in place after a button; what counts is what a new request says.
  const expectVerdict = async (title: string): Promise<void> => {
    await expect.poll(() => verdict().textContent()).toBe(title)
    await visitor.page.reload({ waitUntil: 'networkidle' })
    expect(await verdict().textContent()).toBe(title)
  }

  describe.each([1280, 390])('%i pixels wide', (width) => {
    it('sends visitors without a session to the login', async () => {
      const { page, open, picture } = await come(width)
      await open('/')
      expect(await page.getByRole('heading', { name: 'The cookie you will get' }).count()).toBe(1)
      await picture('home-new')
      for (const path of ['/profile-ssr', '/profile-sg']) {
        await page.goto(server.url + path)
        await page.waitForURL('**/login')
      }
      await picture('login')
    })

    it('shows the user on both profile pages, and forgets them at logout', async () => {
      const { page, open, picture } = await come(width)
      await logIn('a person with a long name', 'admin')
      for (const path of ['/profile-sg', '/profile-ssr']) {
        await open(path)
        const profile = page.getByRole('region', { name: 'Profile' })
        await profile.getByText('a person with a long name').waitFor()
        expect(await profile.getByText('admin', { exact: true }).count()).toBe(1)
        await picture(path.slice(1))
      }

      await page.getByRole('button', { name: 'Log out' }).first().click()
      await page.waitForURL(`${server.url}/`)
      expect(await cookie(COOKIE)).toBeUndefined()
      await page.goto(`${server.url}/profile-ssr`)
      await page.waitForURL('**/login')
    })

    it('shows the cookie that the browser has, and what is in it', async () => {
      const { page, open, picture } = await come(width)
      await logIn('visitor', 'reader')
      await open('/')
      const stored = await cookie(COOKIE)
      expect(stored).toMatchObject({ httpOnly: true, secure: false, sameSite: 'Lax', path: '/' })
      expect(await page.getByTestId('seal').textContent()).toBe(stored?.value)
      expect(stored?.value).toMatch(/^Fe26\.2\*1\*/)

      const panel = page.getByRole('region', { name: 'Your cookie' })
      const text = await panel.textContent()
      expect(text).toContain(`${COOKIE.length + (stored?.value.length ?? 0)} of 4096 bytes`)
      expect(text).toContain('Iron (Fe26.2)')
      expect(text).toContain(`${new Date().getUTCFullYear()}-`)
      expect(await content()).toEqual({ user: { name: 'visitor', role: 'reader' } })
      await picture('home')
    })

    it('keeps an App Router session through server actions and the route handler', async () => {
      const { page, open, picture } = await come(width)
      await logIn('visitor', 'reader')
      await open('/app')
      expect(await verdict().textContent()).toBe('No session yet')

      await page.getByLabel('A note').fill('remember me')
      await press('Save the note')
      await expectVerdict('Session opened')
      expect(await page.getByLabel('A note').inputValue()).toBe('remember me')

      await press('Add one')
      await expect.poll(() => page.getByTestId('count').textContent()).toBe('1')
      await press('POST add one')
      await expect.poll(() => page.getByTestId('count').textContent()).toBe('2')
      await page.reload()
      expect(await content()).toEqual({ note: 'remember me', count: 2 })
      await press('GET read it')
      const answer = page.getByTestId('answer')
      await expect.poll(() => answer.textContent()).toContain('"note": "remember me"')
      await picture('app')

      await press('DELETE end it')
      await expectVerdict('No session yet')
      expect(await cookie(APP_COOKIE)).toBeUndefined()
      expect(await cookie(COOKIE)).toBeDefined()
    })

    it('stays logged in over a rotation, until the old password is dropped', async () => {
      const { page, open, picture } = await come(width)
      await logIn('visitor', 'reader')
      await open('/rotation')
      await press(/^Rotate/)
      await expect.poll(() => page.getByTestId('ring').textContent()).toContain('Password 2')
      await expectVerdict('Logged in as visitor')
      expect((await cookie(COOKIE))?.value).toMatch(/^Fe26\.2\*1\*/)
      await picture('rotation-stale')

      await press(/^Drop/)
      await expectVerdict('Rejected: unknown-key')
      expect(await content()).toEqual({})
      await picture('rotation-dropped')
      await page.goto(`${server.url}/profile-ssr`)
      await page.waitForURL('**/login')
    })

    it('stays logged in after the old password is dropped, when the session was saved', async () => {
      const { page, open } = await come(width)
      await logIn('visitor', 'reader')
      await open('/rotation')
      await press(/^Rotate/)
      await expect.poll(() => page.getByTestId('ring').textContent()).toContain('Password 2')
      await press(/^Save/)
      await expect.poll(async () => (await cookie(COOKIE))?.value).toMatch(/^Fe26\.2\*2\*/)
      await press(/^Drop/)
      await expect.poll(() => page.getByTestId('ring').textContent()).not.toContain('Password 1')
      await expectVerdict('Logged in as visitor')

      await press(/^Reset/)
      await expectVerdict('Rejected: unknown-key')
      await press('Log in as visitor')
      await page.waitForLoadState('networkidle')
      expect(await verdict().textContent()).toBe('Logged in as visitor')
      expect((await cookie(COOKIE))?.value).toMatch(/^Fe26\.2\*1\*/)
    })

    it.each([
      ['Flip a character of the ciphertext', 'invalid'],
      ['Flip a character of the MAC', 'invalid'],
      ['Move the expiry a year ahead', 'invalid'],
      ['Cut the seal in half', 'malformed'],
      ['Replace it by garbage', 'malformed'],
      ['Let it expire', 'expired'],
    ])('rejects a seal after "%s" as %s', async (button, reason) => {
      const { page, open, picture } = await come(width)
      await logIn('visitor', 'admin')
      await open('/tampering')
      const good = (await cookie(COOKIE))?.value
      await press(new RegExp(`^${button}`))
      await expect.poll(() => verdict().textContent()).toBe(`Rejected: ${reason}`)
      expect(await content()).toEqual({})
      expect((await cookie(COOKIE))?.value).not.toBe(good)
      expect(await page.getByTestId('seal').textContent()).toBe((await cookie(COOKIE))?.value)
      await picture(`tampering-${reason}`)

      await press('Put the good seal back')
      await expectVerdict('Logged in as visitor')
      expect((await cookie(COOKIE))?.value).toBe(good)

      await press(new RegExp(`^${button}`))
      await expectVerdict(`Rejected: ${reason}`)
    })

    it('takes a pasted text for a cookie', async () => {
      const { page, open } = await come(width)
      await open('/tampering')
      expect(await verdict().textContent()).toBe('No session yet')
      await page.getByLabel('Or set a cookie').fill('anything; at=all, "ünd" more')
      await press('Set this cookie')
      await expectVerdict('Rejected: malformed')

      await press('Log in as visitor')
      await page.waitForLoadState('networkidle')
      const seal = (await cookie(COOKIE))?.value ?? ''
      await press(/^Replace it by garbage/)
      await expect.poll(() => verdict().textContent()).toBe('Rejected: malformed')
      await page.getByLabel('Or set a cookie').fill(seal)
      await press('Set this cookie')
      await expectVerdict('Logged in as visitor')
    })
  })

  describe('without JavaScript', () => {
    it('logs in, shows the server page and logs out', async () => {
      const { page, open } = await come(1280, false)
      await open('/')
      await press('Log in')
      await page.waitForURL(`${server.url}/`)
      await open('/profile-ssr')
      expect(await page.getByRole('region', { name: 'Profile' }).textContent()).toContain('visitor')
      await page.getByRole('button', { name: 'Log out' }).first().click()
      await page.goto(`${server.url}/profile-ssr`)
      await page.waitForURL('**/login')
    })

    it('runs server actions', async () => {
      const { page, open } = await come(390, false)
      await open('/app')
      await page.getByLabel('A note').fill('no script')
      await press('Save the note')
      await page.waitForLoadState()
      await open('/app')
      await press('Add one')
      await page.waitForLoadState()
      await open('/app')
      expect(await content()).toEqual({ note: 'no script', count: 1 })
      await press('End the session')
      await page.waitForLoadState()
      await open('/app')
      expect(await verdict().textContent()).toBe('No session yet')
    })

    it('rotates and tampers', async () => {
      const { page, open } = await come(390, false)
      await open('/rotation')
      await press('Log in as visitor')
      await page.waitForURL('**/rotation')
      await press(/^Rotate/)
      await page.waitForURL('**/rotation')
      expect(await page.getByTestId('ring').textContent()).toContain('Password 2')
      await press(/^Drop/)
      await page.waitForURL('**/rotation')
      await expectVerdict('Rejected: unknown-key')
      await press('Log in as visitor')
      await open('/tampering')
      await press(/^Flip a character of the MAC/)
      await page.waitForURL('**/tampering')
      await expectVerdict('Rejected: invalid')
    })
  })
})
