import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { OPTIONS_6, OURS, sameAsSix, type Six } from './six.ts'
import { cookieHeaderOf, OPTIONS, serve, us } from './support.ts'

// Without their types: express 5 has none under this name.
const load = createRequire(import.meta.url)

describe.each([
  ['Express 4', 'express4'],
  ['Express 5', 'express5'],
])('I21: ironSession, in %s', (_, name) => {
  const appOf = (six: Six, options: unknown = OPTIONS_6) => {
    const app = load(name)()
    app.use(six.express(options))
    app.get('/', async (req: any, res: any) => {
      req.session.count = (req.session.count ?? 0) + 1
      await req.session.save()
      res.json(req.session)
    })
    app.use((error: Error, _req: any, res: any, _next: any) => {
      res.status(500).send(`error: ${error.message}`)
    })
    return serve(app)
  }

  it('gives req.session to every route', async () => {
    const { value } = await sameAsSix(async (six) => {
      const call = await appOf(six)
      const first = await call()
      const second = await call(cookieHeaderOf(first.setCookies))
      return [first.body, first.setCookies, second.body]
    })
    expect(value[2]).toBe('{"count":2}')
  })

  it('gives every error to next()', async () => {
    const call = await appOf(OURS, { ...OPTIONS, password: 'short' })
    const { status, body } = await call()
    expect([status, body]).toEqual([500, expect.stringContaining('at least 32 characters')])
  })

  it('takes its options from a function, which version 6 did not', async () => {
    const call = await appOf(OURS, async (req: any) => ({ ...OPTIONS, cookieName: req.method }))
    expect((await call()).setCookies).toEqual([expect.stringMatching(/^GET=/)])
  })
})

describe('I21: ironSession, called by hand', () => {
  it('resolves when next() was called, once and without an argument', async () => {
    await sameAsSix(async (six) => {
      const calls: unknown[][] = []
      await six.express(OPTIONS_6)({ headers: {} }, {}, (...args: unknown[]) => calls.push(args))
      return calls
    })
  })

  it('does not call next() again with what next() throws', async () => {
    let calls = 0
    const next = () => {
      calls++
      throw new Error('from next')
    }
    await expect(OURS.express(OPTIONS_6)({ headers: {} }, {}, next)).rejects.toThrow('from next')
    expect(calls).toBe(1)
  })

  it('opens the same session as getIronSession in the same request', async () => {
    const call = await serve(async (req, res) => {
      await OURS.express(OPTIONS_6)(req, res, () => {})
      const session = await us.getIronSession(req, res, OPTIONS_6)
      expect((req as any).session).toBe(session)
      res.end()
    })
    expect((await call()).status).toBe(200)
  })
})
