import { describe, expect, it, vi } from 'vitest'
import { webExchange } from '../exchanges/web.ts'
import { resolveSessions } from '../options/resolve-sessions.ts'
import type { SessionsOptions } from '../options/sessions-options.ts'
import { createSessions, type Sessions } from './create-sessions.ts'
import { openerOf } from './opener.ts'
import { sealForHeader } from './seal-elsewhere.ts'

const PASSWORD = 'zJ8#tK2!qW5vR9xL-mN3pB7dF1hG6sY4'
type Data = { user?: number; text?: string }
const sessionsOf = (options: Partial<SessionsOptions<Data>> = {}): Sessions<Data> =>
  createSessions<Data>({ password: PASSWORD, ...options })
const request = (headers: Record<string, string> = {}): Request =>
  new Request('https://e.org/', { headers })

describe('the object of `createSessions`', () => {
  it('is known from options, which wrappers take as well', () => {
    const sessions = sessionsOf()
    expect(openerOf(sessions)?.commitOnError).toBe(false)
    expect(openerOf({ password: PASSWORD })).toBeUndefined()
    expect(openerOf(undefined)).toBeUndefined()
  })

  it('shows nothing but its functions', () => {
    expect(Object.values(sessionsOf()).map((value) => typeof value)).toEqual(
      Array.from({ length: 6 }, () => 'function'),
    )
    expect(openerOf({ ...sessionsOf() })).toBeUndefined()
  })

  it('works where its functions are taken off it', async () => {
    const { open, fromWeb, check } = sessionsOf()
    const [asked, headers] = [request(), new Headers()]
    expect(await open(asked, headers)).toBe(await fromWeb(asked, headers))
    await expect(check()).resolves.toBeUndefined()
  })

  it('checks the password when it is asked to, and not before', async () => {
    const sessions = sessionsOf({ password: 'short' })
    await expect(sessions.check()).rejects.toMatchObject({ code: 'ERR_IRONSEAL_PASSWORD' })
  })
})

describe('a bearer seal', () => {
  it('opens in a header, and only there', async () => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue(undefined)
    const sessions = sessionsOf({ bearer: true })
    const session = await sessions.open(request())
    session.set('user', 1)
    const seal = await sessions.toBearer(session)
    const read = await sessions.open(request({ authorization: `Bearer ${seal}` }))
    expect(read.get('user')).toBe(1)
    const asCookie = await sessions.open(request({ cookie: `__Host-session=${seal}` }))
    expect(asCookie.origin).toEqual({ kind: 'rejected', reason: 'invalid' })
    warn.mockRestore()
  })

  it('is not made where none is read, nor of the session of somebody else', async () => {
    const [without, one, other] = [sessionsOf(), sessionsOf({ bearer: true }), sessionsOf()]
    await expect(without.toBearer(await without.open(request()))).rejects.toMatchObject({
      code: 'ERR_IRONSEAL_OPTION',
      message: 'Bearer seals are not accepted here',
      option: 'bearer',
      hint: expect.stringContaining('`bearer: true`'),
    })
    await expect(one.toBearer(await other.open(request()))).rejects.toMatchObject({
      code: 'ERR_IRONSEAL_USAGE',
      message: 'This is no session of these sessions',
      hint: expect.stringContaining('`open`'),
    })
  })

  it('that nobody could send is not made: the hint names what is big', async () => {
    const { config, newFacts } = resolveSessions({ password: PASSWORD, bearer: true })
    const [bearer] = config.sources
    const envelope = { data: { text: 'x'.repeat(5000) }, flash: {}, facts: newFacts(Date.now()) }
    await expect(sealForHeader(config, envelope, bearer!)).rejects.toMatchObject({
      code: 'ERR_IRONSEAL_COOKIE_TOO_BIG',
      message: expect.stringMatching(/^The sealed session has \d+ characters, and 4096 are read$/),
      hint: 'The biggest keys, in characters of JSON: `text` (5002).',
    })
  })

  it('holds what the session held at the call, checked by the schema', async () => {
    const sessions = sessionsOf({
      bearer: true,
      schema: {
        '~standard': {
          version: 1,
          vendor: 'tests',
          validate: async (value) =>
            (value as Data).user === 7
              ? { issues: [{ message: 'no', path: ['user'] }] }
              : { value: value as Data },
        },
      },
    })
    const session = await sessions.open(request())
    session.set('user', 1)
    const sealing = sessions.toBearer(session)
    session.set('user', 7)
    const read = await sessions.open(request({ authorization: `Bearer ${await sealing}` }))
    expect(read.get('user')).toBe(1)
    await expect(sessions.toBearer(session)).rejects.toMatchObject({ code: 'ERR_IRONSEAL_DATA' })
  })
})

describe('a response that was made later', () => {
  it('gets the cookie, and is copied only where its headers cannot be changed', async () => {
    const sessions = sessionsOf()
    const session = await sessions.open(request())
    session.set('user', 1)
    const plain = new Response('body', { status: 201 })
    expect(await session.commit(plain)).toBe(plain)
    session.set('user', 2)
    const redirect = Response.redirect('https://e.org/next', 303)
    const sent = await session.commit(redirect)
    expect(sent).not.toBe(redirect)
    expect([sent.status, sent.headers.get('location')]).toEqual([303, 'https://e.org/next'])
    expect(sent.headers.getSetCookie()).toHaveLength(1)
  })

  it('is marked for caches only where somebody looked at the session', async () => {
    const sessions = sessionsOf()
    const unseen = await (await sessions.open(request())).commit(new Response(''))
    expect(unseen.headers.get('vary')).toBeNull()
    const session = await sessions.open(request())
    session.get('user')
    expect((await session.commit(new Response(''))).headers.get('vary')).toBe('Cookie')
  })

  it('goes with a web request and is a response', async () => {
    const jar = { read: () => undefined, write: () => undefined }
    const calls = [
      (await sessionsOf().open(jar)).commit(new Response('')),
      (await sessionsOf().open(request())).commit({} as Response),
    ]
    for (const call of calls)
      await expect(call).rejects.toMatchObject({
        code: 'ERR_IRONSEAL_USAGE',
        message: 'session.commit: a response goes with a session that was opened on a web Request',
        hint: expect.stringContaining('without arguments'),
      })
  })
})

describe('a session in a store that gives back what was written', () => {
  it('is the same session when it is opened again after a save', async () => {
    const values = new Map<string, string>()
    const jar = {
      read: (name: string) => values.get(name),
      write: (name: string, value: string) => void values.set(name, value),
    }
    const sessions = sessionsOf()
    const first = await sessions.open(jar)
    first.set('user', 1)
    await first.save()
    expect(await sessions.open(jar)).toBe(first)
  })

  it('is another one when the cookie changed otherwise', async () => {
    const headers = { cookie: '__Host-session=bad' }
    const exchange = webExchange(request(headers), new Headers())
    const opener = openerOf(sessionsOf())
    const first = await opener?.open(exchange)
    expect(await opener?.open(exchange)).toBe(first)
    expect(await opener?.open(webExchange(request(headers), new Headers()))).not.toBe(first)
  })
})
