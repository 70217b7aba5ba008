import { describe, expect, it } from 'vitest'
import { cookieHeaderOf, cookieWith, nine, open, OPTIONS, serve, us } from './support.ts'

import { WAYS } from './ways.ts'

const dataIn = async (cookie: string): Promise<object> => ({
  ...(await open(nine, cookie)).session,
})

describe.each(WAYS)('two openings in one request, through %s', (_, enter) => {
  it('T21, T25: see each other’s changes and lose none', async () => {
    const { again, after } = await enter(await cookieWith(us, { user: 1 }))
    const one = await again()
    const two = await again()
    one['first'] = true
    two['second'] = true
    await one.save()
    expect(await dataIn(after())).toEqual({ user: 1, first: true, second: true })
    expect(two['first']).toBe(true)
  })

  it('T22: opened at once, with or without a cookie, are one session', async () => {
    for (const cookie of ['', await cookieWith(us, { user: 1 })]) {
      const { again } = await enter(cookie)
      const [one, two] = await Promise.all([again(), again()])
      one['mark'] = 1
      expect(two['mark']).toBe(1)
    }
  })

  it('R6, T21: a save of one does not undo the logout of the other', async () => {
    const { again, after } = await enter(await cookieWith(us, { user: 1 }))
    const one = await again()
    const two = await again()
    one.destroy()
    expect({ ...two }).toEqual({})
    await two.save()
    expect(await dataIn(after())).toEqual({})
    two['user'] = 1
    await expect(two.save()).rejects.toMatchObject({ code: 'ERR_IRONSEAL_DESTROYED' })
    expect(await dataIn(after())).toEqual({})
  })

  it('R6: not after a save in between either', async () => {
    const { again, after } = await enter(await cookieWith(us, { user: 1 }))
    const one = await again()
    one['visits'] = 1
    await one.save()
    const two = await again()
    expect({ ...two }).toEqual({ user: 1, visits: 1 })
    one.destroy()
    two['visits'] = 2
    await expect(two.save()).rejects.toMatchObject({ code: 'ERR_IRONSEAL_DESTROYED' })
    expect(await dataIn(after())).toEqual({})
  })

  it('T20: an opening after destroy() is the fresh session that its error asks for', async () => {
    const { again, after } = await enter(await cookieWith(us, { user: 1 }))
    const old = await again()
    old.destroy()
    const fresh = await again()
    expect({ ...fresh }).toEqual({})
    fresh['user'] = 2
    await fresh.save()
    expect(await dataIn(after())).toEqual({ user: 2 })
    expect({ ...old }).toEqual({})
    expect((await again())['user']).toBe(2)
  })

  it('a session that was logged out does not come back with an older one of the same place', async () => {
    const { again, after } = await enter('')
    const login = await again()
    login['user'] = 1
    await login.save()
    const logout = await again()
    expect({ ...logout }).toEqual({ user: 1 })
    logout.destroy()
    expect({ ...(await again()) }).toEqual({})
    expect(await dataIn(after())).toEqual({})
  })

  it('each saves under its own options', async () => {
    const { again, after } = await enter(await cookieWith(us, { user: 1 }))
    const middleware = await again()
    const login = await again({ ...OPTIONS, ttl: 30 })
    const theme = await again({ ...OPTIONS, ttl: 40, cookieOptions: { path: '/app' } })
    expect(theme).not.toBe(login)
    login['remember'] = true
    expect({ ...middleware }).toEqual({ user: 1, remember: true })
    expect({ ...theme }).toEqual({ user: 1, remember: true })
    await login.save()
    expect(await dataIn(after())).toEqual({ user: 1, remember: true })
  })
})

describe('what is not shared', () => {
  it('other names, other passwords, other responses', async () => {
    const { session, response, request: req } = await open(us)
    session['user'] = 1
    const others = await Promise.all([
      us.getIronSession(req, response, { ...OPTIONS, cookieName: 'other' }),
      us.getIronSession(req, response, { ...OPTIONS, password: 'x'.repeat(32) }),
      us.getIronSession(req, new Response('x'), OPTIONS),
    ])
    for (const other of others) expect({ ...other }).toEqual({})
  })

  it('a cookie that somebody else has rewritten in the meantime', async () => {
    const req = { headers: { cookie: await cookieWith(us, { user: 1 }) } }
    const res = { getHeader: () => undefined, setHeader: () => {} }
    const one = await us.getIronSession(req, res, OPTIONS)
    req.headers.cookie = await cookieWith(us, { user: 2 })
    expect({ ...(await us.getIronSession(req, res, OPTIONS)) }).toEqual({ user: 2 })
    req.headers.cookie = ''
    expect({ ...(await us.getIronSession(req, res, OPTIONS)) }).toEqual({})
    expect({ ...one }).toEqual({ user: 1 })
  })

  it('T26: a hundred requests at once under one options object stay apart', async () => {
    const shared = { ...OPTIONS, cookieOptions: { path: '/' } }
    const call = await serve(async (req, res) => {
      const session = await us.getIronSession(req, res, shared)
      session['history'] = [...(session['history'] ?? []), session['user']]
      await new Promise((resolve) => {
        setTimeout(resolve, Number(session['user']) % 7)
      })
      await session.save()
      res.end(JSON.stringify(session))
    })
    const users = Array.from({ length: 100 }, (_, user) => user)
    const cookies = await Promise.all(users.map((user) => cookieWith(us, { user })))
    const answers = await Promise.all(cookies.map((cookie) => call(cookie)))
    for (const user of users) {
      const { body, setCookies } = answers[user]!
      expect(JSON.parse(body)).toEqual({ user, history: [user] })
      expect(await dataIn(cookieHeaderOf(setCookies))).toEqual({ user, history: [user] })
    }
  })
})
