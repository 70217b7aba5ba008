import { platform } from '#platform'
import { describe, expect, it, vi } from 'vitest'
import {
  cookieOf,
  NAME,
  NOW,
  type Options,
  originOf,
  OTHER_PASSWORD,
  PASSWORD,
  sessionsOf,
  stopClock,
  visit,
} from './support.ts'

/** How often something was decrypted while this was done. */
const openings = async (act: () => Promise<unknown>): Promise<number> => {
  const spies = (['openGcm', 'decrypt'] as const).map((name) => vi.spyOn(platform, name))
  await act()
  const calls = spies.reduce((sum, spy) => sum + spy.mock.calls.length, 0)
  for (const spy of spies) spy.mockRestore()
  return calls
}

describe.each<['compact' | 'iron']>([['compact'], ['iron']])(
  'a %s seal that comes again',
  (format) => {
    const formats: Options = { accept: [format], ttl: 100 }

    it('is not opened again, unless that is turned off', async () => {
      for (const [rememberSeals, times] of [
        [undefined, 1],
        [true, 1],
        [false, 3],
      ] as const) {
        const sessions = sessionsOf({ ...formats, rememberSeals })
        const cookie = await cookieOf(sessions, { user: 1 })
        const opened = await openings(async () => {
          for (let time = 0; time < 3; time++) {
            const { session } = await visit(sessions, cookie, (open) => open.get('user'))
            expect(session.get('user')).toBe(1)
          }
        })
        expect([rememberSeals, opened]).toEqual([rememberSeals, times])
      }
    })

    it('is judged by the clock every time', async () => {
      const setTime = stopClock()
      const sessions = sessionsOf(formats)
      const cookie = await cookieOf(sessions)
      expect(await originOf(sessions, cookie)).toBe('resumed')
      setTime(NOW + 99_999)
      expect(await originOf(sessions, cookie)).toBe('resumed')
      setTime(NOW + 200_000)
      expect(await originOf(sessions, cookie)).toBe('expired')
    })

    it('is judged by the dates of its key every time', async () => {
      const setTime = stopClock()
      const retireAt = new Date(NOW + 50_000)
      const sessions = sessionsOf({
        ...formats,
        password: [
          { id: 2, password: PASSWORD },
          { id: 1, password: OTHER_PASSWORD, retireAt },
        ],
      })
      const cookie = await cookieOf(
        sessionsOf({ ...formats, password: [{ id: 1, password: OTHER_PASSWORD }] }),
      )
      for (const [at, origin] of [
        [0, 'resumed'],
        [49_999, 'resumed'],
        [50_000, 'unknown-key'],
      ] as const) {
        setTime(NOW + at)
        expect(await originOf(sessions, cookie)).toBe(origin)
      }
    })

    it('gives everybody data of their own', async () => {
      const sessions = sessionsOf(formats)
      const cookie = await cookieOf(sessions, { list: [1] })
      // At the third visit, what was parsed at the second is copied.
      for (let visits = 0; visits < 5; visits++) {
        const { session } = await visit(sessions, cookie)
        expect(session.all()).toEqual({ list: [1] })
        session.get('list').push(2)
        session.set('user', 'changed')
      }
    })

    it('is refused when a character of it is another', async () => {
      const sessions = sessionsOf(formats)
      const cookie = await cookieOf(sessions)
      expect(await originOf(sessions, cookie)).toBe('resumed')
      const seal = cookie.slice(NAME.length + 1)
      let refused = 0
      for (let at = 0; at < seal.length; at++) {
        const altered = `${seal.slice(0, at)}${seal[at] === 'A' ? 'B' : 'A'}${seal.slice(at + 1)}`
        if ((await originOf(sessions, `${NAME}=${altered}`)) !== 'resumed') refused++
      }
      expect(refused).toBe(seal.length)
      expect(await originOf(sessions, cookie)).toBe('resumed')
    })
  },
)

describe('a forged seal that comes again', () => {
  it('is authenticated again every time: only what was authentic is remembered', async () => {
    const sessions = sessionsOf()
    const good = await cookieOf(sessions)
    const forged = `${good.slice(0, -4)}AAAA`
    const opened = await openings(async () => {
      for (let time = 0; time < 5; time++) expect(await originOf(sessions, forged)).toBe('invalid')
    })
    expect(opened).toBe(5)
  })
})

describe('a remembered seal', () => {
  it('is nothing for another name, audience or password', async () => {
    const sessions = sessionsOf({ cookieName: 'a' })
    const cookie = await cookieOf(sessions)
    expect(await originOf(sessions, cookie)).toBe('resumed')
    const seal = cookie.split('=')[1]
    expect(await originOf(sessionsOf({ cookieName: 'b' }), `b=${seal}`)).toBe('invalid')
    expect(await originOf(sessionsOf({ cookieName: 'a', audience: 'x' }), cookie)).toBe('invalid')
    const renamed = sessionsOf({ cookieName: 'b', acceptNames: ['a'] })
    expect(await originOf(renamed, cookie)).toBe('resumed')
    expect(await originOf(renamed, `b=${seal}`)).toBe('invalid')
    expect(await originOf(sessionsOf({ cookieName: 'a', password: OTHER_PASSWORD }), cookie)).toBe(
      'unknown-key',
    )
  })

  it('is not good as a bearer seal', async () => {
    const sessions = sessionsOf({ bearer: true })
    const cookie = await cookieOf(sessions)
    expect(await originOf(sessions, cookie)).toBe('resumed')
    const headers = { authorization: `Bearer ${cookie.slice(NAME.length + 1)}` }
    const session = await sessions.open(new Request('https://e.org', { headers }))
    expect(session.origin).toEqual({ kind: 'rejected', reason: 'invalid' })
  })

  it('is nothing to a ring that was fetched anew without its key', async () => {
    const setTime = stopClock()
    let secrets = [OTHER_PASSWORD]
    const sessions = sessionsOf({ password: async () => secrets })
    const cookie = await cookieOf(sessions)
    expect(await originOf(sessions, cookie)).toBe('resumed')
    secrets = [PASSWORD]
    setTime(NOW + 61_000)
    // Another seal names a key that is not known, and the ring is fetched.
    expect(await originOf(sessions, await cookieOf(sessionsOf()))).toBe('resumed')
    expect(await originOf(sessions, cookie)).toBe('unknown-key')
  })
})
