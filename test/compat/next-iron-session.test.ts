import { platform } from '#platform'
import { describe, expect, it, vi } from 'vitest'
import * as root from '../../src/index.ts'
import * as face from '../../src/next-iron-session.ts'
import {
  both,
  open,
  OPTIONS,
  ours,
  PASSWORD,
  responseOf,
  sealOf,
  theirs,
} from './next-iron-session-pair.ts'

const reqOf = (cookie?: string): any => ({ headers: cookie === undefined ? {} : { cookie } })

describe('the exports', () => {
  it('N1: are three functions and no default, and the root has the same', () => {
    const { applySession, ironSession, withIronSession } = root
    expect({ ...face }).toEqual({ applySession, ironSession, withIronSession })
    for (const value of Object.values({ ...face })) expect(value).toBeTypeOf('function')
    expect(face).not.toHaveProperty('default')
    expect(root).not.toHaveProperty('default')
  })
})

describe.each(both)('the options of $name', (api) => {
  const calls = [
    ['withIronSession', (options: unknown) => api.withIronSession(() => 1, options)],
    ['ironSession', (options: unknown) => api.ironSession(options)],
  ] as const

  it.each(calls)('N5, N6: %s misses the cookie name first, at once', (_, call) => {
    expect(() => call({})).toThrow(/^next-iron-session: Missing parameter `cookieName`$/)
    expect(() => call({ cookieName: 'c' })).toThrow(
      /^next-iron-session: Missing parameter `password`$/,
    )
    expect(() => call({ cookieName: undefined, password: PASSWORD })).toThrow(/`cookieName`$/)
    expect(() => call({ cookieName: 'c', password: undefined })).toThrow(/`password`$/)
  })

  it('N6: applySession rejects for the same reasons', async () => {
    const apply = (options: unknown): Promise<void> =>
      api.applySession(reqOf(), responseOf(), options)
    await expect(apply({})).rejects.toThrow(/^next-iron-session: Missing parameter `cookieName`$/)
    await expect(apply({ cookieName: 'c' })).rejects.toThrow(
      /^next-iron-session: Missing parameter `password`$/,
    )
  })

  it('N5: only `undefined` is missing', () => {
    for (const [, call] of calls) {
      expect(() => call({ cookieName: null, password: null })).not.toThrow()
      expect(() => call({ cookieName: '', password: '' })).not.toThrow()
    }
  })

  it('N7: no options at all are a TypeError', async () => {
    for (const [, call] of calls) expect(() => call(undefined)).toThrow(TypeError)
    await expect(api.applySession(reqOf(), responseOf(), undefined)).rejects.toThrow(TypeError)
  })

  it.each([null, 5, true, { 1: PASSWORD }])('N8: the password %j rejects', async (password) => {
    await expect(open(api, { password })).rejects.toThrow(
      /^iron-store: bad `password` format, expected string or array of objects$/,
    )
    await expect(
      api.withIronSession(() => 1, { ...OPTIONS, password })(reqOf(), responseOf()),
    ).rejects.toThrow(/bad `password` format/)
  })

  it('N8: the cookie name null is a cookie called null, and the empty one fails at save', async () => {
    const { session } = await open(api, { cookieName: null })
    expect(await session.save()).toMatch(/^null=Fe26\.2\*1\*/)
    const empty = await open(api, { cookieName: '' })
    await expect(empty.session.save()).rejects.toThrow(/^argument name is invalid$/)
    expect(empty.sent()).toEqual([])
  })

  it('N11: cookieOptions null is a TypeError', async () => {
    await expect(open(api, { cookieOptions: null })).rejects.toThrow(TypeError)
  })
})

describe.each(both)('withIronSession of $name', (api) => {
  const wrap = (handler: (...args: any[]) => unknown) => api.withIronSession(handler, OPTIONS)

  it('N13: gives an async function with a name, and the functions have their lengths', () => {
    const wrapped = wrap(() => 1)
    expect(wrapped.name).toBe('withIronSessionHandler')
    expect(wrapped).toHaveLength(0)
    expect(wrapped(reqOf(), responseOf())).toBeInstanceOf(Promise)
    expect(api.withIronSession).toHaveLength(2)
    expect(api.applySession).toHaveLength(3)
  })

  it('N14: knows an API route by two arguments, and passes all on, without `this`', async () => {
    const handler = vi.fn(function (this: unknown, ...args: unknown[]) {
      return [this, args.length]
    })
    const [req, res, third] = [reqOf(), responseOf(), { third: true }]
    expect(await wrap(handler).call({ self: true }, req, res, third, 4)).toEqual([undefined, 4])
    expect(handler.mock.calls[0]).toEqual([req, res, third, 4])
    expect(handler.mock.calls[0]![2]).toBe(third)
    expect(req.session.get).toBeTypeOf('function')
  })

  it.each([
    ['one argument', []],
    ['a second one that is nothing', [undefined]],
    ['a second one that is null', [null, 'third']],
  ])('N14: knows getServerSideProps by %s', async (_, more) => {
    const context = { req: reqOf(), res: responseOf(), params: {} }
    const handler = vi.fn(() => ({ props: {} }))
    expect(await wrap(handler)(context, ...more)).toEqual({ props: {} })
    expect(handler.mock.calls[0]).toEqual([context, ...more])
    expect((context.req as any).session.get).toBeTypeOf('function')
  })

  it('N15: resolves to what the handler returns, now or later', async () => {
    expect(await wrap(() => 'now')(reqOf(), responseOf())).toBe('now')
    expect(await wrap(async () => 'later')(reqOf(), responseOf())).toBe('later')
    expect(await wrap(() => undefined)(reqOf(), responseOf())).toBeUndefined()
  })

  it('N15: rejects with what the handler throws, now or later', async () => {
    const mine = new Error('mine')
    const throws = (): never => {
      throw mine
    }
    await expect(wrap(throws)(reqOf(), responseOf())).rejects.toBe(mine)
    await expect(wrap(async () => throws())(reqOf(), responseOf())).rejects.toBe(mine)
  })

  it('N15: does not run the handler when the session cannot be opened', async () => {
    const handler = vi.fn()
    const wrapped = api.withIronSession(handler, { ...OPTIONS, password: 'short' })
    const cookie = `c=${await sealOf(theirs)}`
    await expect(wrapped(reqOf(cookie), responseOf())).rejects.toThrow(/too short/)
    expect(handler).not.toHaveBeenCalled()
  })

  it('N16: passes no session as a third argument', async () => {
    const handler = vi.fn()
    await wrap(handler)(reqOf(), responseOf())
    expect(handler.mock.calls[0]).toHaveLength(2)
  })
})

describe.each(both)('ironSession of $name', (api) => {
  /** Runs the middleware until `next` is called. */
  const runMiddleware = async (options: object, cookie?: string) => {
    const req = reqOf(cookie)
    const args = await new Promise<unknown[]>((resolve) => {
      api.ironSession({ ...OPTIONS, ...options })(req, responseOf(), (...got) => resolve(got))
    })
    return { req, args }
  }

  it('N17: calls next without an argument once the session is there', async () => {
    const { req, args } = await runMiddleware({})
    expect(args).toEqual([])
    req.session.set('a', 1)
    expect(req.session.get('a')).toBe(1)
  })

  it('N17: calls next with the error', async () => {
    const bad = await runMiddleware({ password: null })
    expect(bad.args).toEqual([
      expect.objectContaining({ message: expect.stringContaining('bad `password`') }),
    ])
    const short = await runMiddleware({ password: 'short' }, `c=${await sealOf(theirs)}`)
    expect(short.args).toEqual([
      expect.objectContaining({ message: expect.stringContaining('too short') }),
    ])
    expect(short.req).not.toHaveProperty('session')
  })
})

describe('ironSession, where ironseal differs', () => {
  it('N17: an error that next throws itself calls it no second time', async () => {
    const mine = new Error('mine')
    const callsOf = async (api: typeof ours): Promise<unknown[][]> => {
      const next = vi.fn((error?: unknown) => {
        if (error === undefined) throw mine
      })
      try {
        await (api.ironSession(OPTIONS)(reqOf(), responseOf(), next) as unknown)
      } catch {
        // A synchronous middleware lets the error through to its caller, which is where Express and Connect catch it.
      }
      await new Promise((resolve) => setImmediate(resolve))
      return next.mock.calls
    }
    expect(await callsOf(theirs)).toEqual([[], [mine]])
    if (platform.synchronous) expect(await callsOf(ours)).toEqual([[]])
  })
})
