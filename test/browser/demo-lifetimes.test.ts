import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { type Demo, describeDemo } from './demo.ts'

const COOKIE = 'ironseal-demo-sessions'
const LONG = { timeout: 20_000 }

// Long enough to log in on a busy machine, short enough to wait for.
const IDLE = { DEMO_IDLE: '6', DEMO_ABSOLUTE: '60' }
const TOO_OLD = { DEMO_IDLE: '6', DEMO_ABSOLUTE: '6' }

async function logIn(demo: Demo, remember = false): Promise<void> {
  await demo.page.goto(`${demo.url}/sessions`)
  if (remember) await demo.page.getByLabel('Remember me').check()
  await demo.press('Log in')
}

describeDemo('a session of the demo that nobody uses', IDLE, (demo) => {
  const { come, cookie, verdict } = demo

  describe.each([1280, 390])('%i pixels wide', (width) => {
    it('ends under the eyes of its visitor', async () => {
      const { page, picture } = await come(width)
      await logIn(demo)
      expect(await verdict()).toBe('Logged in as visitor')
      const clock = page.getByTestId('clock-idle')
      await expect.poll(() => clock.allTextContents(), LONG).not.toEqual(['6 s'])
      await picture('lifetimes-idle-soon')
      await expect.poll(verdict, LONG).toBe('Ended: idle')
      // Said by what screen readers hear, and said again to whoever asks anew.
      expect(await page.getByTestId('verdict').getAttribute('role')).toBe('status')
      expect(await page.getByLabel('User name').isVisible()).toBe(true)
      await picture('lifetimes-idle')
      await page.reload()
      expect(await verdict()).toBe('Ended: idle')
      expect(await cookie(COOKIE)).toBeDefined()
    })
  })

  it('warns those who do not see the countdown, once', async () => {
    const { page } = await come(1280)
    await logIn(demo)
    const warning = page.locator('.unseen')
    await expect.poll(() => warning.textContent()).toContain('unless you use it')
    expect(await warning.getAttribute('role')).toBe('status')
    const said = await page.evaluate(countChanges, '.unseen')
    // Set once, emptied once at the end: not at each second.
    expect(said).toBeLessThanOrEqual(1)
  })

  it('ends while it is asked about: that is no use', async () => {
    const { page } = await come(1280)
    await logIn(demo)
    const ask = async (): Promise<unknown> =>
      (await (await page.request.get(`${demo.url}/api/sessions/report`)).json()).origin
    expect(await ask()).toEqual({ kind: 'resumed', stale: false })
    await expect.poll(ask, { ...LONG, interval: 300 }).toEqual({ kind: 'rejected', reason: 'idle' })
  })

  it('has ended for a visitor without JavaScript, too', async () => {
    const { page } = await come(390, false)
    await logIn(demo)
    const end = await page.locator('.clock time').first().getAttribute('datetime')
    await sleep(new Date(end ?? '').getTime() - Date.now() + 1)
    await page.reload()
    expect(await verdict()).toBe('Ended: idle')
  })
})

describeDemo('a session of the demo that is too old', TOO_OLD, (demo) => {
  const { come, cookie, verdict } = demo

  describe.each([1280, 390])('%i pixels wide', (width) => {
    it('ends with its reason, where the cookie ends with the browser', async () => {
      const { page, picture } = await come(width)
      await logIn(demo)
      await expect.poll(verdict, LONG).toBe('Ended: too-old')
      expect(await page.getByTestId('verdict').textContent()).toContain('6 seconds')
      await picture('lifetimes-too-old')
    })

    it('is forgotten by the browser itself, where it was remembered', async () => {
      const { page } = await come(width)
      await logIn(demo, true)
      expect(await cookie(COOKIE)).toBeDefined()
      await expect.poll(() => cookie(COOKIE), LONG).toBeUndefined()
      await page.reload()
      expect(await verdict()).toBe('No session')
    })
  })
})

/** Runs in the page: how often the text of an element changes within a second. */
function countChanges(selector: string): Promise<number> {
  return new Promise((resolve) => {
    let changes = 0
    const observer = new MutationObserver(() => changes++)
    const target = document.querySelector(selector)
    if (target) observer.observe(target, { childList: true, characterData: true, subtree: true })
    setTimeout(() => resolve(changes), 1000)
  })
}
