import { describe, expect, it } from 'vitest'
import {
  cookieHeaderOf,
  cookieWith,
  lines,
  masked,
  nine,
  open,
  OPTIONS,
  sameAsNine,
  serve,
  us,
} from './support.ts'

describe('save()', () => {
  it('I19: resolves to nothing', async () => {
    await sameAsNine(async (face) => {
      const { session } = await open(face)
      return [await session.save()]
    })
  })

  it('I19: writes even what did not change, and even an empty session', async () => {
    const { value } = await sameAsNine(async (face) => {
      const empty = await open(face)
      await empty.session.save()
      const same = await open(face, cookieHeaderOf(lines(empty.response)))
      await same.session.save()
      return [lines(empty.response), lines(same.response)]
    })
    expect(value.flat()).toHaveLength(2)
  })

  it('I19: seals the data of the moment of the call', async () => {
    const { session, response } = await open(us)
    session['user'] = { id: 1 }
    const saved = session.save()
    session['user'].id = 2
    session['late'] = true
    await saved
    const { session: next } = await open(nine, cookieHeaderOf(lines(response)))
    expect({ ...next }).toEqual({ user: { id: 1 } })
  })

  it('R3, T2: twice on one response is one Set-Cookie, the last; with destroy() it is the deletion', async () => {
    const { session, response } = await open(us)
    session['count'] = 1
    await session.save()
    session['count'] = 2
    await session.save()
    expect(lines(response)).toHaveLength(1)
    const { session: next } = await open(nine, cookieHeaderOf(lines(response)))
    expect({ ...next }).toEqual({ count: 2 })
    session.destroy()
    expect(lines(response)).toEqual(['myapp=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=Lax'])
  })

  it('R3: over Node too, and many at once', async () => {
    const call = await serve(async (req, res) => {
      const session = await us.getIronSession(req, res, OPTIONS)
      const saves = Array.from({ length: 8 }, (_, count) => {
        session['count'] = count
        return session.save()
      })
      await Promise.all(saves)
      res.end()
    })
    const { setCookies } = await call()
    expect(setCookies).toHaveLength(1)
    expect({ ...(await open(nine, cookieHeaderOf(setCookies))).session }).toEqual({ count: 7 })
  })

  it('R3: for a cookie of another path or domain is another cookie', async () => {
    const { session, response } = await open(us)
    await session.save()
    for (const cookieOptions of [
      { path: '/app' },
      { domain: 'example.com' },
      { domain: '.EXAMPLE.com' },
    ]) {
      session.updateConfig({ ...OPTIONS, cookieOptions })
      await session.save()
    }
    expect(
      lines(response).map((line) => line.replace(/^.*?(; Domain=[^;]*)?(; Path=[^;]*).*$/, '$1$2')),
    ).toEqual(['; Path=/', '; Path=/app', '; Domain=.EXAMPLE.com; Path=/'])
  })

  it('a save that a logout overtakes does not undo it, nor does one that a later save overtakes', async () => {
    const cookie = await cookieWith(us, { user: 1 })
    const logout = await open(us, cookie)
    const pending = logout.session.save()
    logout.session.destroy()
    await pending
    expect(lines(logout.response)).toEqual([expect.stringMatching(/^myapp=; Max-Age=0;/)])

    const { session, response } = await open(us, cookie)
    session['text'] = 'x'.repeat(2000)
    const slow = session.save()
    session['text'] = 'last'
    const quick = session.save()
    await Promise.all([slow, quick])
    expect(lines(response)).toHaveLength(1)
    expect((await open(nine, cookieHeaderOf(lines(response)))).session['text']).toBe('last')
  })

  it('a save that fails does not stop an earlier one that is still on its way', async () => {
    const { session, response } = await open(us)
    session['user'] = 1
    const good = session.save()
    session['user'] = 'x'.repeat(9000)
    const bad = session.save()
    await expect(bad).rejects.toMatchObject({ code: 'ERR_IRONSEAL_COOKIE_TOO_BIG' })
    await good
    expect({ ...(await open(nine, cookieHeaderOf(lines(response)))).session }).toEqual({ user: 1 })
  })

  it('T70: reading a session writes nothing', async () => {
    const { session, response } = await open(us, await cookieWith(us, { user: 1 }))
    expect(session['user']).toBe(1)
    expect(lines(response)).toEqual([])
  })

  it('T11: is on the response even if the handler throws afterwards', async () => {
    const call = await serve(async (req, res) => {
      const session = await us.getIronSession(req, res, OPTIONS)
      session['user'] = 1
      await session.save()
      throw new Error('the handler failed')
    })
    const { status, setCookies } = await call()
    expect(status).toBe(500)
    expect({ ...(await open(nine, cookieHeaderOf(setCookies))).session }).toEqual({ user: 1 })
  })
})

describe('T14: a save that nobody awaits', () => {
  it('is on the response where sealing is synchronous, and never half written', async () => {
    const { session, response } = await open(us)
    session['user'] = 1
    const pending = session.save()
    const written = lines(response).length
    expect(written).toBe(process.env['IRONSEAL_PLATFORM'] === 'node' ? 1 : 0)
    await pending
    expect(masked(lines(response))).toHaveLength(1)
  })
})
