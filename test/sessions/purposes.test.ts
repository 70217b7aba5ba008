import { describe, expect, it } from 'vitest'
import { sealData, unsealData } from '../../src/index.ts'
import {
  type AnySession,
  cookieOf,
  listening,
  nodePair,
  originOf,
  PASSWORD,
  sessionsOf,
} from './support.ts'

const NAMES = ['__Host-a', '__Host-b', '__Host-ab']
const AUDIENCES = [undefined, 'https://a.example', 'https://b.example']
const PURPOSES = ['session', 'bearer', 'link'] as const
type Case = readonly [(typeof PURPOSES)[number], string, string | undefined]
const CASES: Case[] = PURPOSES.flatMap((purpose) =>
  NAMES.flatMap((name) => AUDIENCES.map((audience): Case => [purpose, name, audience])),
)

const bearerSessions = (cookieName: string, audience: string | undefined) =>
  sessionsOf({ cookieName, audience, bearer: true })
const openBearer = (
  name: string,
  audience: string | undefined,
  seal: string,
): Promise<AnySession> =>
  bearerSessions(name, audience).open(
    new Request('https://e.org', { headers: { authorization: `Bearer ${seal}` } }),
  )

const make = async ([purpose, name, audience]: Case): Promise<string> => {
  if (purpose === 'link')
    return sealData({ user: 1 }, { password: PASSWORD, purpose: name, audience })
  if (purpose === 'session')
    return (await cookieOf(sessionsOf({ cookieName: name, audience }))).slice(name.length + 1)
  const sessions = bearerSessions(name, audience)
  const session = await sessions.open(new Request('https://e.org'))
  session.set('user', 1)
  return sessions.toBearer(session)
}

const opens = async ([purpose, name, audience]: Case, seal: string): Promise<boolean> => {
  if (purpose === 'link')
    return (await unsealData(seal, { password: PASSWORD, purpose: name, audience })).ok
  if (purpose === 'bearer')
    return (await openBearer(name, audience, seal)).origin.kind === 'resumed'
  return (
    (await originOf(sessionsOf({ cookieName: name, audience }), `${name}=${seal}`)) === 'resumed'
  )
}

it('T91: a seal opens for its own purpose, name and audience, and for no other', async () => {
  const wrong: unknown[] = []
  for (const [from, made] of CASES.entries()) {
    const seal = await make(made)
    for (const [to, use] of CASES.entries()) {
      if ((await opens(use, seal)) !== (from === to)) wrong.push([made, use])
    }
  }
  expect(wrong).toEqual([])
})

describe('a bearer seal', () => {
  it('R4: is no cookie, and counts before every cookie', async () => {
    const sessions = bearerSessions('__Host-a', undefined)
    const cookie = await cookieOf(sessions, { user: 'cookie' })
    const login = await sessions.open(new Request('https://e.org'))
    login.set('user', 'bearer')
    const seal = await sessions.toBearer(login)
    const both = (authorization: string): Promise<AnySession> =>
      sessions.open(new Request('https://e.org', { headers: { authorization, cookie } }))
    expect((await both(`Bearer ${seal}`)).get('user')).toBe('bearer')
    expect((await both(`bearer   ${seal}`)).get('user')).toBe('bearer')
    // Another scheme is not ours, and the cookie counts.
    expect((await both('Basic dXNlcjpwYXNz')).get('user')).toBe('cookie')
    expect((await both(`Bearer ${seal}x`)).origin.kind).toBe('rejected')
  })

  it('is of the session that it was made of', async () => {
    const sessions = bearerSessions('__Host-a', undefined)
    const login = await sessions.open(new Request('https://e.org'))
    const seal = await sessions.toBearer(login)
    expect(login.id).toMatch(/^[\w-]{22}$/)
    expect((await openBearer('__Host-a', undefined, seal)).id).toBe(login.id)
    await login.destroy()
    await expect(sessions.toBearer(login)).rejects.toMatchObject({ code: 'ERR_IRONSEAL_DESTROYED' })
  })

  it('must be readable again: too long, or of a wrong shape, it is not made', async () => {
    const { sessions, events } = listening({ bearer: true })
    const login = await sessions.open(new Request('https://e.org'))
    login.set('big', 'x'.repeat(5000))
    await expect(sessions.toBearer(login)).rejects.toMatchObject({
      code: 'ERR_IRONSEAL_COOKIE_TOO_BIG',
    })
    expect(events.map(({ type }) => type)).toEqual(['oversize'])
  })

  it('is refused by name where it is not accepted, or for a session of somebody else', async () => {
    const session = await sessionsOf().open(new Request('https://e.org'))
    await expect(sessionsOf({ bearer: true }).toBearer(session)).rejects.toMatchObject({
      code: 'ERR_IRONSEAL_USAGE',
    })
    const own = sessionsOf()
    await expect(own.toBearer(await own.open(new Request('https://e.org')))).rejects.toMatchObject({
      code: 'ERR_IRONSEAL_OPTION',
    })
  })

  it('T50 T55 T56: hostile headers never throw, and count only where they are asked for', async () => {
    const hostile: (string | string[])[] = [
      '',
      'Bearer',
      'Bearer ',
      'Bearer %E0%A4%A',
      `Bearer ${'A'.repeat(20_000)}`,
      `Bearer ${'s'.repeat(20_000)}=`,
      'Bearer a, Bearer b',
      'Bearer a b',
      'Bearer \u0000',
      'Digest username="x"',
      'Basic dXNlcjpwYXNz',
      ['Bearer a', 'Bearer b'],
      '__proto__',
    ]
    const sessions = sessionsOf({ bearer: true })
    for (const authorization of hostile) {
      const { req, res } = nodePair({ headers: { authorization } })
      const session = await sessions.open(req, res)
      expect(['new', 'rejected']).toContain(session.origin.kind)
    }
    const login = await sessions.open(new Request('https://e.org'))
    const authorization = `Bearer ${await sessions.toBearer(login)}`
    const { req, res } = nodePair({
      headers: { authorization, 'x-session-session': 'a', 'x-authorization': authorization },
    })
    expect((await sessionsOf().open(req, res)).origin).toEqual({ kind: 'new' })
  })
})

it('several sessions of one application are apart, and swapped values open nothing', async () => {
  const [a, b] = [sessionsOf({ cookieName: '__Host-a' }), sessionsOf({ cookieName: '__Host-b' })]
  const header = [await cookieOf(a, { who: 'a' }), await cookieOf(b, { who: 'b' })].join('; ')
  const { req, res } = nodePair({ cookie: header })
  const [one, two] = await Promise.all([a.open(req, res), b.open(req, res)])
  expect([one.get('who'), two.get('who')]).toEqual(['a', 'b'])
  await two.destroy()
  expect(one.get('who')).toBe('a')
  const swapped = header.replace('-a=', '-x=').replace('-b=', '-a=').replace('-x=', '-b=')
  for (const sessions of [a, b]) expect(await originOf(sessions, swapped)).toBe('invalid')
})
