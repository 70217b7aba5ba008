import { describe, expect, it, vi } from 'vitest'
import {
  cookieHeaderOf,
  cookieWith,
  eight,
  lines,
  masked,
  nine,
  open,
  OPTIONS,
  OTHER_PASSWORD,
  PASSWORD,
  request,
  stopClock,
  us,
} from './support.ts'

/*
 * The defects of version 9 that have no row of their own elsewhere. R3, R6, R7, R9, R10, R11, R12 and R16 are tested beside the
 * behaviour that they belong to.
 */

describe('what Iron cannot do', () => {
  it('R4: a value of sealData is a session under the same password, and is none under another', async () => {
    const link = await us.sealData({ userId: 7 }, { password: PASSWORD, ttl: 900 })
    for (const face of [us, nine, eight]) {
      expect({ ...(await open(face, `myapp=${link}`)).session }).toEqual({ userId: 7 })
    }
    const apart = await us.sealData({ userId: 7 }, { password: OTHER_PASSWORD, ttl: 900 })
    expect({ ...(await open(us, `myapp=${apart}`)).session }).toEqual({})
  })

  it('R5: a cookie opens under another name with the same password, and not with another', async () => {
    const preferences = await cookieWith(us, { theme: 'dark' }, { cookieName: 'prefs' })
    const renamed = preferences.replace('prefs=', 'myapp=')
    for (const face of [us, nine]) {
      expect({ ...(await open(face, renamed)).session }).toEqual({ theme: 'dark' })
    }
    const options = { cookieName: 'prefs', password: OTHER_PASSWORD }
    const apart = (await cookieWith(us, { theme: 'dark' }, options)).replace('prefs=', 'myapp=')
    expect({ ...(await open(us, apart)).session }).toEqual({})
  })
})

describe('R13: attributes that a browser refuses', () => {
  it.each([
    ['__Host-s', { domain: 'example.com', secure: false, sameSite: 'none' }],
    ['__Host-s', { path: '/app' }],
    ['__Secure-s', { secure: false }],
    ['s', { sameSite: 'none', secure: false }],
    ['s', { partitioned: true, secure: false }],
  ])('%s with %j are written as given, silently, as ever', async (cookieName, cookieOptions) => {
    const warned = vi.spyOn(process, 'emitWarning')
    const printed = [vi.spyOn(console, 'warn'), vi.spyOn(console, 'error')]
    const written = await Promise.all(
      [us, nine].map(async (face) => {
        stopClock()
        const { session, response } = await open(face, undefined, { cookieName, cookieOptions })
        session['user'] = 1
        await session.save()
        return masked(lines(response))
      }),
    )
    expect(written[0]).toEqual(written[1])
    for (const spy of [warned, ...printed]) expect(spy).not.toHaveBeenCalled()
    vi.restoreAllMocks()
  })

  it('do not keep a test without a browser from reading what it wrote', async () => {
    const options = { cookieName: '__Host-s', cookieOptions: { domain: 'example.com' } }
    const cookie = await cookieWith(us, { user: 1 }, options)
    expect({ ...(await open(us, cookie, options)).session }).toEqual({ user: 1 })
  })
})

describe('R14, T41: the size of a cookie', () => {
  it.each([0, 100, 1000, 2700])(
    'of %s characters of text is that of version 9 to the character',
    async (length) => {
      stopClock()
      const sizes = await Promise.all(
        [us, nine].map(async (face) => {
          const { session, response } = await open(face)
          session['t'] = 'x'.repeat(length)
          await session.save()
          return lines(response)[0]!.length
        }),
      )
      expect(sizes[0]).toBe(sizes[1])
    },
  )

  it('of an empty session does not creep up', async () => {
    const { session, response } = await open(us)
    await session.save()
    expect(lines(response)[0]!.split(';')[0]).toHaveLength('myapp='.length + 244)
  })
})

describe('R15: the work for one request', () => {
  it('is done once, however often the session is opened', async () => {
    // Two handles on one session are one object: the second opening has nothing left to do.
    const req = request(await cookieWith(us, { user: 1 }))
    const res = new Response('x')
    const [one, two] = await Promise.all([
      us.getIronSession(req, res, OPTIONS),
      us.getIronSession(req, res, { ...OPTIONS }),
    ])
    expect(two).toBe(one)
  })
})

describe('T78: rotation', () => {
  const ring = { 1: PASSWORD, 2: OTHER_PASSWORD, 3: 'the third password, that is long enough' }
  const { 1: first, 2: second, 3: third } = ring

  it('from a text over maps to the newest alone, through three passwords', async () => {
    const stages = [first, { 1: first, 2: second }, { 2: second, 3: third }, { 3: third }]
    for (const [writer, reader] of [
      [us, us],
      [us, nine],
      [nine, us],
    ]) {
      let cookie = ''
      for (const [at, password] of stages.entries()) {
        const { session } = await open(reader!, cookie, { password })
        expect(session['visits']).toBe(at === 0 ? undefined : at)
        const { session: again, response } = await open(writer!, cookie, { password })
        again['visits'] = at + 1
        await again.save()
        cookie = cookieHeaderOf(lines(response), cookie)
        expect(cookie).toContain(`Fe26.2*${[1, 2, 3, 3][at]}*`)
      }
    }
  })

  it('drops a session whose password is gone, with the reason', async () => {
    const cookie = await cookieWith(us, { user: 1 }, { password: { 1: first, 2: second } })
    const heard: string[] = []
    const { session } = await open(us, cookie, {
      password: { 1: first, 3: third },
      onUnsealError: (reason: string) => heard.push(reason),
    })
    expect([{ ...session }, heard]).toEqual([{}, ['unknown-password']])
  })

  it('an old seal is sealed with the newest at the next save', async () => {
    const cookie = await cookieWith(us, { user: 1 }, { password: { 1: first } })
    const { session, response } = await open(us, cookie, { password: ring })
    await session.save()
    expect(lines(response)[0]).toMatch(/^myapp=Fe26\.2\*3\*/)
  })
})
