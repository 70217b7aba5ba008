import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root, run } from '../../scripts/lib/run.mjs'

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
  const { code, output } = await run(
    process.execPath,
    ['--expose-gc', '--input-type=module', '-e', PROGRAM, '--', join(root, 'dist', 'index.js')],
    { env: { NODE_ENV: 'production' } },
  )
  expect([code, output]).toEqual([0, expect.stringMatching(/^-?\d+\n$/)])
  // A thousand headers are 10,000 kB.
  expect(Number(output)).toBeLessThan(4000)
})
