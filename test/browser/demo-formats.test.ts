import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { describeDemo } from './demo.ts'

const NAME = 'session'.length

describeDemo('both formats in the demo', {}, (demo) => {
  const { come, press } = demo

  it.each([
    [1280, true],
    [390, true],
    [390, false],
  ])('stand beside each other, %i pixels wide, with JavaScript: %s', async (width, script) => {
    const { page, open, picture } = await come(width, script)
    await open('/formats')
    const small = await readSeals(page)
    await page.getByLabel('A text to seal').fill('hello & "ünd" <more>')
    await press('Seal both')
    const content: unknown = JSON.parse((await page.getByTestId('content').textContent()) ?? '')
    expect(content).toEqual({
      user: { name: 'visitor', role: 'reader' },
      text: 'hello & "ünd" <more>',
    })
    const { iron, compact } = await readSeals(page)

    expect(iron.seal).toMatch(/^Fe26\.2\*1\*/)
    expect(compact.seal).toMatch(/^s[\w-]+$/)
    for (const { size, seal } of [iron, compact]) {
      expect(size).toBe(`${NAME + seal.length} of 4096 bytes`)
    }
    expect(iron.seal.length).toBeGreaterThan(small.iron.seal.length)
    expect(compact.seal.length).toBeLessThan(iron.seal.length * 0.7)
    await picture('formats')

    const end = new Date(Number(iron.seal.split('*')[5])).toISOString().slice(0, 19)
    expect(await row(page, 'When it ends')).toEqual([`${end.replace('T', ' ')} UTC`, 'hidden'])
    const bytes = Buffer.from(compact.seal, 'base64url')
    const keyId = bytes.subarray(1, 17).toString('hex')
    expect(await row(page, 'Which key')).toEqual(['password id 1', `key id ${keyId}`])
    const [, length] = await row(page, 'Length')
    expect(length).toContain(`${bytes.length - 57} bytes`)
    expect(await row(page, 'Data')).toEqual(['hidden', 'hidden'])
  })

  it('take a long text, and no longer one', async () => {
    const { open, page } = await come(390)
    await open(`/formats?text=${'x'.repeat(2000)}`)
    expect(await page.getByLabel('A text to seal').inputValue()).toBe('x'.repeat(600))
    const { iron, compact } = await readSeals(page)
    expect(compact.seal.length).toBeLessThan(iron.seal.length)
  })
})

async function readSeals(page: Page) {
  const read = async (name: string) => {
    const card = page.getByRole('region', { name, exact: true })
    const seal = (await card.getByTestId('seal').textContent()) ?? ''
    return { seal, size: await card.locator('.size p').textContent() }
  }
  return { iron: await read('Iron'), compact: await read('compact') }
}

const row = (page: Page, name: string) =>
  page.getByRole('row', { name }).getByRole('cell').allTextContents()
