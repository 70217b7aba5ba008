import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root, run } from '../../scripts/lib/run.mjs'

const dist = (file: string): string => join(root, 'dist', file)

/** What a program prints, a number of kilobytes. */
async function kilobytes(program: string, ...args: string[]): Promise<number> {
  const { code, output } = await run(
    process.execPath,
    ['--expose-gc', '--input-type=module', '-e', program, '--', ...args],
    { env: { NODE_ENV: 'production' } },
  )
  expect([code, output]).toEqual([0, expect.stringMatching(/^-?\d+\n$/)])
  return Number(output)
}

/** Opens a thousand sessions out of long `Cookie` headers and prints what stays in memory, in kilobytes. */
const PROGRAM = `
const { createSessions } = await import(process.argv[1])
const sessions = createSessions({ password: 'the-password-of-a-thousand-sessions-0', cookieName: 's' })
const seals = []
for (let n = 0; n < 1000; n++) {
  const session = await sessions.open({ read() {}, write: (_name, value) => seals.push(Buffer.from(value)) })
  session.set('n', n)
  await session.save()
}
gc()
const before = process.memoryUsage().heapUsed
const response = { headersSent: false, getHeader() {}, setHeader() {} }
for (const seal of seals) {
  const cookie = Buffer.from('other=' + 'x'.repeat(10_000) + '; s=' + seal).toString()
  const session = await sessions.open({ method: 'GET', headers: { cookie } }, response)
  if (session.get('n') === undefined) throw new Error('the session did not open')
}
gc()
await new Promise((resolve) => setTimeout(resolve, 50))
gc()
console.log(Math.round((process.memoryUsage().heapUsed - before) / 1024))
`

it('a remembered seal keeps itself in memory, and not the header that it came in', async () => {
  // A thousand headers are 10,000 kB.
  expect(await kilobytes(PROGRAM, dist('index.js'))).toBeLessThan(4000)
})

/**
 * Opens a session 30,000 times, uses it, and prints how much of all that came to where only full garbage collections look, in
 * kilobytes.
 */
const USES = `
import { getHeapSpaceStatistics } from 'node:v8'
const { createSessions, ironSession } = await import(process.argv[1])
const { getIronSession } = await import(process.argv[2])
const options = { password: 'the-password-of-a-thousand-sessions-0', cookieName: 's' }
const sessions = createSessions(options)
const exchange = (cookie) => {
  const res = { lines: [], statusCode: 200, getHeader() {}, setHeader(name, value) { this.lines = [value].flat() }, writeHead() {} }
  return { req: { method: 'GET', headers: { cookie } }, res }
}
const middleware = ironSession(sessions)
const dropIn = ironSession(options)
const opened = {
  sessions: async ({ req, res }) => sessions.open(req, res),
  middleware: async ({ req, res }) => (await middleware(req, res, () => {}), res.writeHead(200), req.session),
  'next-iron-session': async ({ req, res }) => (await dropIn(req, res, () => {}), req.session),
  'iron-session': async ({ req, res }) => getIronSession(req, res, options),
}[process.argv[3]]
const use = new Function('session', 'return ' + process.argv[4])
const first = exchange()
const writing = await opened(first)
if (writing.set) writing.set('user', 1)
else writing.user = 1
await writing.save()
const [cookie] = first.res.lines.at(-1).split(';')
const old = () => getHeapSpaceStatistics().find(({ space_name }) => space_name === 'old_space').space_used_size
let most = 0
let before = 0
for (let n = 0; n < 40_000; n++) {
  if (n === 10_000) gc(), (before = old())
  await use(await opened(exchange(cookie)))
  if (n > 10_000 && n % 500 === 0) most = Math.max(most, old() - before)
}
console.log(Math.round(most / 1024))
`

describe('what a request needed dies young', () => {
  it.each([
    ['sessions', "session.get('user')"],
    ['sessions', "session.has('user') && session.all()"],
    ['sessions', "session.flash.get('x')"],
    ['sessions', "(session.set('a', 1), session.unset('a'), session.touch())"],
    ['sessions', "(session.set('a', 1), session.save())"],
    ['sessions', 'session.destroy()'],
    ['middleware', "session.get('user')"],
    ['next-iron-session', "session.get('user')"],
    ['next-iron-session', "(session.set('a', 1), session.save())"],
    ['iron-session', 'session.user'],
    ['iron-session', '((session.a = 1), session.save())'],
  ])('%s, %s', async (api, use) => {
    const grown = await kilobytes(USES, dist('index.js'), dist('iron-session.js'), api, use)
    // Of 30,000 requests, each with a kilobyte or more.
    expect(grown).toBeLessThan(5000)
  })
})
