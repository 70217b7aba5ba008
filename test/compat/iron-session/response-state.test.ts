import { createServer } from 'node:http'
import { describe, expect, it } from 'vitest'

import {
  cookieWith,
  lines,
  open,
  OPTIONS,
  outcomeOf,
  request,
  sameAsNine,
  serve,
  us,
} from './support.ts'

describe('a response that is on its way', () => {
  it('I8: save() after the headers were sent says so (Node)', async () => {
    const { value } = await sameAsNine(async (face) => {
      const call = await serve(async (req, res) => {
        const session = await face.getIronSession(req, res, OPTIONS)
        session['user'] = 1
        res.write('begun ')
        const failed = await outcomeOf(() => session.save())
        res.end(JSON.stringify([failed, session]))
      })
      const { body, setCookies } = await call()
      return [body, setCookies]
    })
    expect(value[0]).toContain('session.save() was called after headers were sent')
    expect(value[0]).toContain('{"user":1}')
    expect(value[1]).toEqual([])
  })

  it("I20, T16: destroy() after the headers were sent throws Node's own error, and loses nothing", async () => {
    const call = await serve(async (req, res) => {
      const session = await us.getIronSession(req, res, OPTIONS)
      session['user'] = 1
      res.write('begun ')
      const failed = await outcomeOf(() => session.destroy())
      res.end(JSON.stringify([failed, session]))
    })
    expect((await call()).body).toMatch(
      /^begun .*Cannot set headers after they are sent.*\{"user":1\}/,
    )
  })

  it('I8: save() after the body was used says so (web)', async () => {
    const { value } = await sameAsNine(async (face) => {
      const { session, response } = await open(face)
      session['user'] = 1
      await response.text()
      return [await outcomeOf(() => session.save()), lines(response), { ...session }]
    })
    expect(value[0].error).toContain('the response body has already been consumed')
    expect(value.slice(1)).toEqual([[], { user: 1 }])
  })

  it('R11, T16: destroy() after the body was used says the same instead of nothing, and loses nothing', async () => {
    const cookie = await cookieWith(us, { user: 1 })
    const { session, response } = await open(us, cookie)
    await response.text()
    const failed = await outcomeOf(() => session.destroy())
    expect(failed).toEqual(await outcomeOf(() => session.save()))
    expect({ ...session }).toEqual({ user: 1 })
    expect(lines(response)).toEqual([])
  })

  it('R11: a body that is used while the session is being sealed is noticed too', async () => {
    const { session, response } = await open(us)
    session['user'] = 1
    const saved = session.save().then(
      () => 'saved',
      (error: Error) => error.message,
    )
    const wasSealedAtOnce = lines(response).length === 1
    await response.text()
    expect(await saved).toMatch(wasSealedAtOnce ? /^saved$/ : /body has already been consumed/)
    expect(lines(response)).toHaveLength(wasSealedAtOnce ? 1 : 0)
  })

  it.each([
    ['Response.redirect()', () => Response.redirect('https://example.com/login')],
    ['Response.error()', () => Response.error()],
  ])(
    'R12, T9: a response that takes no cookie (%s) is named, and nothing is lost',
    async (_, make) => {
      const response = make()
      const cookie = await cookieWith(us, { user: 1 })
      const session = await us.getIronSession(request(cookie), response, OPTIONS)
      for (const call of [() => session.save(), () => session.destroy()]) {
        await expect(async () => call()).rejects.toMatchObject({
          code: 'ERR_IRONSEAL_NOT_WRITABLE',
          message: expect.stringContaining('immutable'),
          hint: expect.stringContaining('new Response('),
        })
      }
      expect({ ...session }).toEqual({ user: 1 })
    },
  )

  it('R12, T9: neither is one that was fetched', async () => {
    const server = createServer((_, res) => res.end('x'))
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve)
    })
    const { port } = server.address() as { port: number }
    const fetched = await fetch(`http://127.0.0.1:${port}/`)
    const session = await us.getIronSession(request(), fetched, OPTIONS)
    await expect(session.save()).rejects.toMatchObject({ code: 'ERR_IRONSEAL_NOT_WRITABLE' })
    await fetched.text()
    server.close()
  })
})
