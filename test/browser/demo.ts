import type { Browser, Cookie, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect } from 'vitest'
import { hasChromium } from '../../scripts/lib/chromium.mjs'
import { ensureBuilt, nextProgram } from '../../scripts/lib/demo-build.mjs'
import { installExample } from '../../scripts/lib/example.mjs'
import { findPort } from '../../scripts/lib/port.mjs'
import { type Server, startServer } from '../../scripts/lib/server.mjs'
import { launch, newVisitor, type Visitor } from './visitor.ts'

/** The running demo, and its visitor of the moment. */
export interface Demo {
  readonly url: string
  readonly page: Page
  come: (width: number, javaScriptEnabled?: boolean) => Promise<Visitor>
  /** Presses a button of the page and waits for the page that comes of it. */
  press: (name: string | RegExp) => Promise<void>
  cookie: (name: string) => Promise<Cookie | undefined>
  /** The title of what the page says about the session. */
  verdict: () => Promise<string | null>
}

// A person without the browser is told so; in CI its absence is a failure.
const skip = !hasChromium() && !process.env.CI
if (skip) console.warn('\n!! THE DEMO IS NOT TESTED: chromium is missing\n')

/** Tests in a browser against the demo, in production mode, with these environment variables. */
export function describeDemo(
  name: string,
  env: Record<string, string>,
  tests: (demo: Demo) => void,
): void {
  describe.skipIf(skip)(name, () => {
    let server: Server
    let browser: Browser
    let visitor: Visitor

    beforeAll(async () => {
      server = await startDemo(env)
      browser = await launch()
    })
    afterAll(async () => {
      await browser?.close()
      await server?.stop()
    })
    afterEach(async () => {
      await visitor.context.close()
      expect(visitor.complaints).toEqual([])
    })

    const button = (label: string | RegExp): Locator =>
      visitor.page.getByRole('main').getByRole('button', { name: label, exact: true })

    tests({
      get url() {
        return server.url
      },
      get page() {
        return visitor.page
      },
      async come(width, javaScriptEnabled = true) {
        visitor = await newVisitor(browser, server.url, { width, javaScriptEnabled })
        return visitor
      },
      async press(label) {
        const arrived = visitor.page.waitForEvent('load')
        await button(label).click()
        await arrived
      },
      cookie: async (wanted) =>
        (await visitor.context.cookies()).find((one) => one.name === wanted),
      verdict: () => visitor.page.getByTestId('verdict').locator('p').first().textContent(),
    })
  })
}

/** Serves the demo as `npm run demo` does, on the packed library; builds it if it changed. */
export async function startDemo(env: Record<string, string> = {}): Promise<Server> {
  const folder = await installExample('next')
  await ensureBuilt(folder)
  const port = await findPort(4500)
  return startServer(
    process.execPath,
    [nextProgram(folder), 'start', '-H', 'localhost', '-p', String(port)],
    {
      cwd: folder,
      url: `http://localhost:${port}`,
      env: { NEXT_TELEMETRY_DISABLED: '1', ...env },
    },
  )
}
