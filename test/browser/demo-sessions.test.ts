import { expect, it, describe } from 'vitest'
import { describeDemo } from './demo.ts'

const COOKIE = 'ironseal-demo-sessions'

describeDemo('the demo on createSessions', {}, (demo) => {
  const { come, press, cookie, verdict } = demo
  const notice = () => demo.page.getByTestId('notice')
  const facts = () => demo.page.getByTestId('facts').textContent()
  const text = (id: string) => demo.page.getByTestId(id).textContent()
  const endOf = async (clock: 'Idle' | 'Absolute') => {
    const times = demo.page.locator('.clock').filter({ hasText: clock }).locator('time')
    return new Date((await times.getAttribute('datetime')) ?? '').getTime()
  }

  const logIn = async (remember = false): Promise<void> => {
    await demo.page.goto(`${demo.url}/sessions`)
    await demo.page.getByLabel('User name').fill('visitor')
    if (remember) await demo.page.getByLabel('Remember me').check()
    await press('Log in')
    expect(await verdict()).toBe('Logged in as visitor')
  }

  describe.each([1280, 390])('%i pixels wide', (width) => {
    it('begins anew at login, keeps the basket and says so once', async () => {
      const { page, open, picture } = await come(width)
      await open('/sessions')
      expect(await verdict()).toBe('No session')
      await picture('sessions-new')
      await press('Fill the basket')
      expect(await notice().textContent()).toContain('In the basket')
      const before = (await page.getByTestId('facts').locator('code').textContent()) ?? ''
      expect(before).toMatch(/^[\w-]{22}$/)

      await page.getByLabel('User name').fill('visitor')
      await press('Log in')
      expect(await verdict()).toBe('Logged in as visitor')
      expect(await text('id-before')).toBe(before)
      const now = (await text('id-now')) ?? ''
      expect(now).toMatch(/^[\w-]{22}$/)
      expect(now).not.toBe(before)
      expect(await facts()).toContain('1 thing')
      await picture('sessions-login')

      await open('/sessions')
      expect(await notice().count()).toBe(0)
      expect(await facts()).toContain(now)
    })

    it('says that nobody is logged in, once', async () => {
      const { page, open } = await come(width)
      await logIn()
      await press('Log out')
      expect(await notice().textContent()).toContain('You are logged out')
      expect(await verdict()).toBe('A session of nobody')
      expect(await facts()).toContain('nobody')
      await open('/sessions')
      expect(await notice().count()).toBe(0)
      expect(await page.getByLabel('User name').count()).toBe(1)
    })

    it('remembers who wants to be', async () => {
      await come(width)
      await logIn()
      expect((await cookie(COOKIE))?.expires).toBe(-1)
      expect(await facts()).toContain('ends with the browser')
      await press('Log out')
      await logIn(true)
      expect(await facts()).toContain('remembered')
      const { expires = 0, ...attributes } = (await cookie(COOKIE)) ?? {}
      expect(attributes).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' })
      expect(expires * 1000).toBeGreaterThan(Date.now())
      expect(expires * 1000).toBeLessThanOrEqual((await endOf('Absolute')) + 1000)
    })

    it('counts down, and begins the idle window anew when it is used', async () => {
      const { page } = await come(width)
      await logIn()
      const [idle, absolute] = [await endOf('Idle'), await endOf('Absolute')]
      // To read the flash message was a change, sealed a moment after the login.
      expect(absolute - idle).toBeGreaterThan(110_000)
      expect(absolute - idle).toBeLessThanOrEqual(120_000)
      const seconds = async () => Number.parseInt((await text('clock-idle')) ?? '', 10)
      const first = await seconds()
      await expect.poll(seconds, { timeout: 10_000 }).toBeLessThan(first)
      await press('Use the session')
      expect(await notice().textContent()).toContain('Used')
      expect(await endOf('Idle')).toBeGreaterThan(idle)
      expect(await endOf('Absolute')).toBe(absolute)
      expect(await page.getByRole('timer').count()).toBe(2)
    })

    it.each([
      ['Change one character', 'Rejected: invalid', 'not authentic'],
      ['Cut it short', 'Rejected: malformed', 'the form of a seal'],
      ['Replace it by garbage', 'Rejected: malformed', 'the form of a seal'],
      ['Put an Iron seal there', 'Rejected: malformed', 'the form of a seal'],
      ['Seal it with another key', 'Rejected: unknown-key', 'a key that this server'],
      ['Take the seal of another cookie', 'Rejected: invalid', 'another cookie'],
      ['Let its own end come', 'Ended: expired', 'the end that is written in it'],
    ])('after "%s" says %s', async (label, title, words) => {
      const { page, open, picture } = await come(width)
      await logIn()
      const good = (await cookie(COOKIE))?.value
      await press(new RegExp(`^${label}`))
      expect(await verdict()).toBe(title)
      expect(await page.getByTestId('verdict').textContent()).toContain(words)
      expect((await cookie(COOKIE))?.value).not.toBe(good)
      expect(await text('seal')).toBe((await cookie(COOKIE))?.value)
      await picture(`sessions-${title.replace(/\W+/g, '-').toLowerCase()}`)
      await open('/sessions')
      expect(await verdict()).toBe(title)
      await logIn()
    })
  })

  it('works without JavaScript, and shows the times as text', async () => {
    const { page, open, picture } = await come(390, false)
    await open('/sessions')
    await press('Fill the basket')
    await page.getByLabel('Remember me').check()
    await press('Log in')
    expect(await notice().textContent()).toContain('You are logged in')
    expect(await text('clock-idle')).toMatch(/^(60|59) s$/)
    expect(await page.locator('.clock time').allTextContents()).toEqual([
      expect.stringMatching(/^\d\d:\d\d:\d\d UTC$/),
      expect.stringMatching(/^\d\d:\d\d:\d\d UTC$/),
    ])
    expect(await page.locator('noscript p').isVisible()).toBe(true)
    await picture('sessions-plain')
    await press(/^Change one character/)
    expect(await verdict()).toBe('Rejected: invalid')
    await press('Log in')
    await press('Log out')
    expect(await verdict()).toBe('A session of nobody')
  })
})
