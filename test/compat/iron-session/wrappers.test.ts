import { createRequire } from 'node:module'
import { ironSession as theirExpress } from 'iron-session-6/express'
import {
  withIronSessionApiRoute as theirApiRoute,
  withIronSessionSsr as theirSsr,
} from 'iron-session-6/next'
import { describe, expect, it } from 'vitest'
import {
  ironSession,
  withIronSessionApiRoute,
  withIronSessionSsr,
} from '../../../src/iron-session.ts'
import {
  cookieHeaderOf,
  cookieWith,
  masked,
  nine,
  open,
  OPTIONS,
  outcomeOf,
  serve,
  stopClock,
  us,
} from './support.ts'

// Without their types: express 5 has none under this name.
const load = createRequire(import.meta.url)

type Wrapper = (handler: (...args: any[]) => any, options: any) => (...args: any[]) => any

const THEIRS = {
  api: theirApiRoute as unknown as Wrapper,
  ssr: theirSsr as unknown as Wrapper,
  express: theirExpress as unknown as (options: any) => (...args: any[]) => any,
}
const OURS: typeof THEIRS = {
  api: withIronSessionApiRoute as Wrapper,
  ssr: withIronSessionSsr as Wrapper,
  express: ironSession,
}

/** With a `ttl` on which versions 6 and 9 agree. */
const OPTIONS_6 = { ...OPTIONS, ttl: 3600 }

async function sameAsSix(scenario: (six: typeof THEIRS) => unknown): Promise<any> {
  stopClock()
  const theirs = masked(await outcomeOf(() => scenario(THEIRS)))
  const mine = masked(await outcomeOf(() => scenario(OURS)))
  expect(mine).toEqual(theirs)
  return mine
}

/** A server with one API route. */
const apiServer = (
  six: typeof THEIRS,
  handler: (...args: any[]) => any,
  options: any = OPTIONS_6,
) => serve(six.api(handler, options))

describe('I21: withIronSessionApiRoute', () => {
  it('gives req.session, and the handler its arguments', async () => {
    const { value } = await sameAsSix(async (six) => {
      const call = await apiServer(six, async (req, res) => {
        req.session.count = (req.session.count ?? 0) + 1
        await req.session.save()
        res.end(JSON.stringify(req.session))
      })
      const first = await call()
      const second = await call(cookieHeaderOf(first.setCookies))
      return [first.body, first.setCookies, second.body, second.setCookies]
    })
    expect(value[2]).toBe('{"count":2}')
    expect(value[3]).toHaveLength(1)
  })

  it('resolves to what the handler returns, and rejects with what it throws', async () => {
    await sameAsSix(async (six) => {
      const [req, res] = [{ headers: {} }, {}]
      const failing = () => {
        throw new Error('sync')
      }
      return [
        await six.api(() => 5, OPTIONS_6)(req, res),
        await six.api(async () => 'later', OPTIONS_6)({ headers: {} }, res),
        await outcomeOf(() => six.api(failing, OPTIONS_6)({ headers: {} }, res)),
      ]
    })
  })

  it('does not call the handler when the options cannot work', async () => {
    for (const options of [{ cookieName: 'a' }, {}, { ...OPTIONS, password: 'short' }]) {
      const handler = () => expect.unreachable('the handler was called')
      for (const six of [THEIRS, OURS]) {
        await expect(six.api(handler, options)({ headers: {} }, {})).rejects.toThrow(/Bad usage/)
      }
    }
  })

  it('gives exactly two arguments on, and has the name that it had', async () => {
    await sameAsSix(async (six) => {
      const wrapped = six.api((...args: any[]) => args.length, OPTIONS_6)
      return [
        wrapped.name,
        wrapped.length,
        six.ssr(() => {}, OPTIONS_6).name,
        six.express(OPTIONS_6).name,
        await wrapped({ headers: {} }, {}, 'third'),
      ]
    })
  })

  it.each([
    ['a function', (options: object) => () => options],
    ['an asynchronous function', (options: object) => async () => options],
  ])('takes its options from %s of req and res', async (_, make) => {
    await sameAsSix(async (six) => {
      const call = await serve(
        six.api(
          async (req: any, res: any) => {
            req.session.user = 1
            await req.session.save()
            res.end()
          },
          (req: any, res: any) =>
            make({ ...OPTIONS_6, cookieName: `${req.method}${typeof res.end}` })(),
        ),
      )
      return (await call()).setCookies
    })
  })

  it('rejects with what that function throws', async () => {
    await sameAsSix((six) =>
      six.api(
        () => {},
        () => {
          throw new Error('no options')
        },
      )({ headers: {} }, {}),
    )
  })
})

describe('I21: req.session', () => {
  const withSession = async (six: typeof THEIRS, cookie: string, use: (req: any) => unknown) => {
    const req = { headers: { cookie } }
    const res = { getHeader: () => undefined, setHeader: () => {} }
    return six.api((request) => use(request), OPTIONS_6)(req, res)
  }

  it('is an enumerable accessor', async () => {
    await sameAsSix((six) =>
      withSession(six, '', (req) => {
        const { get, set, enumerable } = Object.getOwnPropertyDescriptor(req, 'session')!
        return [typeof get, typeof set, enumerable, Object.keys(req)]
      }),
    )
  })

  it.each([
    ['other data', { theme: 'dark' }],
    ['nothing', {}],
    ['a list', ['a']],
    ['a text', 'ab'],
    ['null', null],
    ['undefined', undefined],
    ['the name of a method', { save: 1, theme: 'dark' }],
  ])('assigned %s, it replaces the data in place', async (_, data) => {
    const cookie = await cookieWith(nine, { user: 1, theme: 'light' })
    await sameAsSix((six) =>
      withSession(six, cookie, async (req) => {
        const { session } = req
        const outcome = await outcomeOf(() => {
          req.session = data
        })
        return [
          typeof (outcome as any).error,
          req.session === session,
          typeof session.save,
          'error' in (outcome as object) ? 'see below' : { ...session },
        ]
      }),
    )
  })

  it.each([
    ['the name of a method', { theme: 'dark', save: 1 }],
    ['null', null],
    ['undefined', undefined],
  ])('keeps everything when %s is refused', async (_, data) => {
    const cookie = await cookieWith(nine, { user: 1 })
    await withSession(OURS, cookie, (req) => {
      expect(() => {
        req.session = data
      }).toThrow(TypeError)
      expect({ ...req.session }).toEqual({ user: 1 })
    })
    await withSession(OURS, '', (req) => {
      expect(() => {
        req.session = data
      }).toThrow(TypeError)
    })
  })

  it('assigned to itself or to a copy of itself, it stays', async () => {
    await sameAsSix(async (six) =>
      withSession(six, await cookieWith(nine, { user: 1 }), (req) => {
        const session = req.session
        req.session = session
        req.session = { ...session, more: true }
        return { ...req.session }
      }),
    )
  })

  it('cannot be given another prototype by what is assigned', async () => {
    await withSession(OURS, '', async (req) => {
      req.session = JSON.parse('{"__proto__":{"admin":true},"user":1}')
      expect(req.session.admin).toBeUndefined()
      expect(Object.getPrototypeOf(req.session)).toBe(Object.prototype)
      await expect(req.session.save()).rejects.toMatchObject({ code: 'ERR_IRONSEAL_DATA' })
    })
  })

  it('may be wrapped twice, each time with its own options, and is one session', async () => {
    const inner = OURS.api(
      async (req, res) => {
        req.session.inner = true
        await req.session.save()
        res.end()
      },
      { ...OPTIONS_6, ttl: 7200 },
    )
    const call = await apiServer(OURS, async (req, res) => {
      req.session.outer = true
      return inner(req, res)
    })
    const { setCookies } = await call()
    expect(setCookies).toEqual([expect.stringContaining('Max-Age=7140;')])
    expect({ ...(await open(nine, cookieHeaderOf(setCookies))).session }).toEqual({
      outer: true,
      inner: true,
    })
  })
})

describe('I21: withIronSessionSsr', () => {
  it('gives context.req.session, and the handler its context', async () => {
    const { value } = await sameAsSix(async (six) => {
      const page = six.ssr(
        async (context: any) => {
          const user = context.req.session.user ?? null
          context.req.session.user = { id: context.params.id }
          await context.req.session.save()
          return { props: { user, keys: Object.keys(context) } }
        },
        (req: any) => ({ ...OPTIONS_6, cookieName: req.headers.host ? 'myapp' : 'none' }),
      )
      const call = await serve(async (req, res) => {
        res.end(JSON.stringify(await page({ req, res, params: { id: 7 } })))
      })
      const first = await call()
      return [first.body, first.setCookies, (await call(cookieHeaderOf(first.setCookies))).body]
    })
    expect(value[2]).toBe('{"props":{"user":{"id":7},"keys":["req","res","params"]}}')
  })
})

describe.each([
  ['Express 4', 'express4'],
  ['Express 5', 'express5'],
])('I21: ironSession, in %s', (_, name) => {
  const appOf = (six: typeof THEIRS, options: unknown = OPTIONS_6) => {
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
