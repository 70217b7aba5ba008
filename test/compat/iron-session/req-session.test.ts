import { describe, expect, it } from 'vitest'
import { OPTIONS_6, OURS, sameAsSix, type Six } from './six.ts'
import { cookieHeaderOf, cookieWith, nine, open, outcomeOf, serve } from './support.ts'

/** A server with one API route. */
const apiServer = (six: Six, handler: (...args: any[]) => any, options: any = OPTIONS_6) =>
  serve(six.api(handler, options))

describe('I21: req.session', () => {
  const withSession = async (six: Six, cookie: string, use: (req: any) => unknown) => {
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
