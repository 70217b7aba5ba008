import { describe, expect, it, onTestFinished, vi } from 'vitest'
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

/**
 * Keeps the next seal from being finished until it is released. Only Web Crypto can be kept waiting; where sealing is
 * synchronous there is nothing to hold, and the seals come in the order of the calls.
 */
function holdNextSeal(): () => void {
  if (process.env['IRONSEAL_PLATFORM'] === 'node') return () => {}
  let release = (): void => {}
  const gate = new Promise<void>((resolve) => {
    release = resolve
  })
  const encrypt = crypto.subtle.encrypt.bind(crypto.subtle)
  const spy = vi.spyOn(crypto.subtle, 'encrypt').mockImplementationOnce(async (...args) => {
    await gate
    return encrypt(...args)
  })
  onTestFinished(() => spy.mockRestore())
  return release
}

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

  it('does not undo a logout that overtakes it', async () => {
    const { session, response } = await open(us, await cookieWith(us, { user: 1 }))
    const pending = session.save()
    session.destroy()
    await pending
    expect(lines(response)).toEqual([expect.stringMatching(/^myapp=; Max-Age=0;/)])
  })

  it('writes nothing when a later save is through before it', async () => {
    const { session, response } = await open(us)
    const release = holdNextSeal()
    session['text'] = 'first'
    const slow = session.save()
    session['text'] = 'last'
    await session.save()
    release()
    await slow
    expect(lines(response)).toHaveLength(1)
    expect((await open(nine, cookieHeaderOf(lines(response)))).session['text']).toBe('last')
  })

  it('is written although a later one has failed before it', async () => {
    const { session, response } = await open(us)
    const release = holdNextSeal()
    session['user'] = 1
    const good = session.save()
    session['user'] = 'x'.repeat(9000)
    await expect(session.save()).rejects.toMatchObject({ code: 'ERR_IRONSEAL_COOKIE_TOO_BIG' })
    release()
    await good
    expect({ ...(await open(nine, cookieHeaderOf(lines(response)))).session }).toEqual({ user: 1 })
  })

  it('is not held up by one for a cookie of another name', async () => {
    const { session, response } = await open(us)
    const release = holdNextSeal()
    session['user'] = 1
    const first = session.save()
    session.updateConfig({ ...OPTIONS, cookieName: 'other' })
    await session.save()
    release()
    await first
    expect(
      lines(response)
        .map((line) => line.split('=')[0])
        .sort(),
    ).toEqual(['myapp', 'other'])
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
