import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, type BrowserContext, type Page, chromium as engine } from 'playwright-core'
import { chromium } from '../../scripts/lib/chromium.mjs'
import { root } from '../../scripts/lib/run.mjs'

/** A person at a browser of their own: no two share cookies. */
export interface Visitor {
  page: Page
  context: BrowserContext
  /** Goes to a page of the demo and looks at it: it fits the window and nothing in it has moved. */
  open: (path: string) => Promise<void>
  /** Keeps a picture of the whole page for people to look at. */
  picture: (name: string) => Promise<void>
  /** What the browser complained about, and every request that left this machine. */
  complaints: string[]
}

interface VisitorOptions {
  width: number
  javaScriptEnabled?: boolean
}

const pictures = join(root, 'reports', 'demo')

// Everything that would make the browser talk to others than the demo is off.
const OFFLINE = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export const launch = (): Promise<Browser> =>
  engine.launch({ executablePath: chromium, args: OFFLINE })

/** Gives a fresh browser context that reports whatever is not as it should be. */
export async function newVisitor(
  browser: Browser,
  url: string,
  { width, javaScriptEnabled = true }: VisitorOptions,
): Promise<Visitor> {
  const height = width < 600 ? 844 : 800
  const context = await browser.newContext({ viewport: { width, height }, javaScriptEnabled })
  const page = await context.newPage()
  const complaints = listen(page, url)

  const open = async (path: string): Promise<void> => {
    await page.goto(url + path, { waitUntil: 'networkidle' })
    const excess = await page.evaluate(measureExcess)
    if (excess > 0) complaints.push(`${path} is ${excess} pixels wider than the window`)
    if (!javaScriptEnabled) return
    const shift = await page.evaluate(measureShift)
    if (shift > 0.001) complaints.push(`${path} moved by ${shift}`)
  }

  const picture = async (name: string): Promise<void> => {
    mkdirSync(pictures, { recursive: true })
    await page.screenshot({ path: join(pictures, `${name}-${width}.png`), fullPage: true })
  }

  return { page, context, open, picture, complaints }
}

function listen(page: Page, url: string): string[] {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (!['error', 'warning'].includes(message.type())) return
    complaints.push(`console ${message.type()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`))
  page.on('request', (request) => {
    if (!request.url().startsWith(`${url}/`)) complaints.push(`request to ${request.url()}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()} for ${response.url()}`)
  })
  return complaints
}

/** Runs in the page: by how many pixels it is wider than the window. */
function measureExcess(): number {
  return document.documentElement.scrollWidth - document.documentElement.clientWidth
}

/** Runs in the page: how much of it has moved since it began to load, as browsers score it. */
async function measureShift(): Promise<number> {
  const shifts = await new Promise<PerformanceEntry[]>((resolve) => {
    const observer = new PerformanceObserver((list) => resolve(list.getEntries()))
    observer.observe({ type: 'layout-shift', buffered: true })
    // Without an entry the observer is never called.
    setTimeout(() => resolve([]), 50)
  })
  return shifts.reduce((sum, entry) => sum + (entry as unknown as { value: number }).value, 0)
}
