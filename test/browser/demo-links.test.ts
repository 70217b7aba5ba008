import { describe, expect, it } from 'vitest'
import { describeDemo } from './demo.ts'

const COOKIE = 'ironseal-demo-sessions'
const EMAIL = 'visitor@example.com'

describeDemo('a magic link of the demo', {}, (demo) => {
  const { come, press, cookie, verdict } = demo
  const notice = () => demo.page.getByTestId('notice').textContent()
  const follow = async (): Promise<void> => {
    await demo.page.getByRole('link', { name: 'Open the link' }).click()
    await demo.page.waitForURL('**/magic-link/enter?**')
    await demo.page.waitForLoadState()
  }

  const send = async (email = EMAIL): Promise<void> => {
    await demo.page.goto(`${demo.url}/magic-link`)
    await demo.page.getByLabel(email).check()
    await press('Send a link')
    expect(await notice()).toContain(`in the inbox of ${email}`)
    expect(await demo.page.getByTestId('mail').textContent()).toContain(email)
  }

  const all = [
    [1280, true],
    [390, true],
    [390, false],
  ] as const
  describe.each(all)('%i pixels wide, with JavaScript: %s', (width, script) => {
    it('logs in, once', async () => {
      const { page, picture, open } = await come(width, script)
      await open('/magic-link')
      await send()
      await picture('link-mail')
      await follow()
      expect(await verdict()).toBe('The link opens')
      const link = page.url()
      await picture('link-enter')
      // To look at it is not to use it.
      expect(await cookie(COOKIE)).toBeDefined()
      await press(`Log in as ${EMAIL}`)
      expect(new URL(page.url()).pathname).toBe('/sessions')
      expect(await verdict()).toBe(`Logged in as ${EMAIL}`)
      expect(await notice()).toContain('The link let you in')

      await page.goto(link)
      expect(await verdict()).toBe('Used before')
      expect(await page.getByRole('button', { name: /^Log in as/ }).count()).toBe(0)
      await picture('link-used')
    })

    it('opens for nothing else', async () => {
      const { picture } = await come(width, script)
      await send()
      await press(/^Reset the password/)
      expect(await notice()).toContain('Refused for the purpose password-reset: invalid')
      await picture('link-purpose')
      await follow()
      expect(await verdict()).toBe('The link opens')
    })

    it('dies when the password changes, and that of another account does not', async () => {
      const { page, picture } = await come(width, script)
      await send('admin@example.com')
      await follow()
      const others = page.url()
      await send()
      await press(/^Change the password/)
      expect(await notice()).toMatch(/version \d+\. Links bound to an older one are void/)
      await follow()
      expect(await verdict()).toBe('Refused: invalid')
      await picture('link-void')
      await page.goto(others)
      expect(await verdict()).toBe('The link opens')
    })

    it('is no login cookie', async () => {
      const { page, open, picture } = await come(width, script)
      await send()
      await follow()
      await press(`Log in as ${EMAIL}`)
      await send()
      const seal = await page.getByTestId('seal').textContent()
      await press(/^Try it as a login cookie/)
      expect((await cookie(COOKIE))?.value).toBe(seal)
      expect(await verdict()).toBe('Rejected: invalid')
      await picture('link-cookie')
      await open('/sessions')
      expect(await verdict()).toBe('Rejected: invalid')
    })
  })

  it('is refused to whoever presses the button second', async () => {
    const { page, context } = await come(1280)
    await send()
    await follow()
    const other = await context.newPage()
    await other.goto(page.url())
    await press(`Log in as ${EMAIL}`)
    await other.getByRole('button', { name: /^Log in as/ }).click()
    await other.getByText('Used before').waitFor()
  })
})
