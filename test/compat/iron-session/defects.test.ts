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

/** How many seconds a seal made under the options is good for, `undefined` for ever; the grace of a minute not counted. */
async function sealLifetime(face: typeof us, options: Record<string, unknown>) {
  const now = stopClock()
  const { session, response } = await open(face, undefined, options)
  await session.save()
  const expiry = /^myapp=Fe26\.2\*1\*(?:[^*]*\*){3}(\d*)\*/.exec(lines(response)[0]!)![1]!
  return expiry === '' ? undefined : (Number(expiry) - now) / 1000
}

describe('the end of a seal', () => {
  const maxAge = (value: unknown, more: object = {}) => ({
    cookieOptions: { maxAge: value },
    ...more,
  })

  it('R1, T57: a cookie that ends with the browser has a seal that ends after `ttl`', async () => {
    expect(await sealLifetime(nine, maxAge(undefined))).toBeUndefined()
    expect(await sealLifetime(us, maxAge(undefined))).toBe(1_209_600)
    expect(await sealLifetime(us, maxAge(undefined, { ttl: 3600 }))).toBe(3600)
    expect(await sealLifetime(us, maxAge(null))).toBe(1_209_600)
    // Whoever asks for it in so many words gets it.
    expect(await sealLifetime(us, maxAge(undefined, { ttl: 0 }))).toBeUndefined()
  })

  it.each([
    [60, {}, 60],
    [60, { ttl: 0 }, 60],
    [3600, { ttl: 60 }, 60],
    [1.5, {}, 1.5],
    ['60', {}, 60],
    [0, {}, 0],
    [0, { ttl: 0 }, 0],
    [-5, {}, 0],
  ])(
    'R2, T58: `maxAge: %s` with %j ends the seal after %s seconds',
    async (value, more, seconds) => {
      expect(await sealLifetime(us, maxAge(value, more))).toBe(seconds)
    },
  )

  it('R2, T60: a cookie that is replayed after its Max-Age is refused', async () => {
    const now = stopClock()
    const options = maxAge(60)
    const [mine, theirs] = await Promise.all(
      [us, nine].map((face) => cookieWith(face, { user: 1 }, options)),
    )
    vi.setSystemTime(now + 121_000)
    expect({ ...(await open(nine, theirs, options)).session }).toEqual({ user: 1 })
    expect({ ...(await open(us, mine, options)).session }).toEqual({})
  })

  it('R2: `maxAge: 0` still opens within the minute of grace, for tests that have no browser', async () => {
    const { session, response } = await open(us, undefined, maxAge(0))
    session['user'] = 1
    await session.save()
    const pair = lines(response)[0]!.split(';')[0]
    expect({ ...(await open(us, pair)).session }).toEqual({ user: 1 })
  })

  it('R2: without Max-Age, the seal ends with `expires`', async () => {
    const now = stopClock()
    const expires = new Date(now + 90_000)
    expect(await sealLifetime(us, { cookieOptions: { maxAge: undefined, expires } })).toBe(90)
    expect(await sealLifetime(us, { ttl: undefined, cookieOptions: { expires } })).toBe(90)
    // With a Max-Age beside it a browser does not look at it.
    expect(await sealLifetime(us, { cookieOptions: { expires } })).toBe(1_209_600)
  })

  it('R8: is that of its making; a `ttl` that is lowered later shortens no old seal (ruling: no cap)', async () => {
    const now = stopClock()
    const cookie = await cookieWith(us, { user: 1 })
    vi.setSystemTime(now + 600_000)
    for (const face of [us, nine]) {
      expect({ ...(await open(face, cookie, { ttl: 1 })).session }).toEqual({ user: 1 })
    }
  })
})

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
