import { describe, expect, it } from 'vitest'
import {
  cookieWith,
  eight,
  lines,
  memoryJar,
  memoryStore,
  nine,
  open,
  OPTIONS,
  OTHER_PASSWORD,
  outcomeOf,
  PASSWORD,
  request,
  sameAsNine,
  six,
  stopClock,
  us,
} from './support.ts'

/** Opens a session under the options, without a cookie, and reads from it. */
const openWith = (options: unknown) => (face: typeof us) =>
  face.getIronSession(request(), new Response('x'), options).then((session) => ({ ...session }))

/** Saves a session under the options and returns the Set-Cookie lines. */
const saveWith = (options: Record<string, unknown>) => async (face: typeof us) => {
  const { session, response } = await open(face, undefined, options)
  session['user'] = 1
  await session.save()
  return lines(response)
}

describe('misuse of the options', () => {
  it.each([
    ['Missing cookie name.', { password: PASSWORD }],
    ['Missing cookie name.', { cookieName: '' }],
    ['Missing cookie name.', {}],
    ['Missing password.', { cookieName: 'a' }],
    ['Missing password.', { cookieName: 'a', password: '' }],
    ['Missing password.', { cookieName: 'a', password: null }],
    ['Missing password.', { cookieName: 'a', password: 0 }],
    [
      'Password must be at least 32 characters long.',
      { cookieName: 'a', password: 'x'.repeat(31) },
    ],
    ['Password must be at least 32', { cookieName: 'a', password: { 1: PASSWORD, 2: 'short' } }],
    ['Password must be at least 32', { cookieName: 'a', password: { 1: undefined } }],
    ['Password must be at least 32', { cookieName: 'a', password: { 1: 2 ** 40 } }],
    [
      'Password must be at least 32',
      { cookieName: 'a', password: [{ id: 1, password: PASSWORD }] },
    ],
    ['The password map is empty, it must be', { cookieName: 'a', password: {} }],
    ['The password map is empty, it must be', { cookieName: 'a', password: [] }],
    ['The password map is empty, it must be', { cookieName: 'a', password: 5 }],
    ['Password ids must be integers, got "a".', { cookieName: 'a', password: { a: PASSWORD } }],
    ['Password ids must be integers, got "1.5".', { cookieName: 'a', password: { 1.5: PASSWORD } }],
    ['got "a\\"b".', { cookieName: 'a', password: { 'a"b': 'x' } }],
  ])('I7: %s', async (message, options) => {
    const outcome = await sameAsNine(openWith(options))
    expect(outcome.error).toMatch(/^iron-session: Bad usage\. /)
    expect(outcome.error).toContain(message)
  })

  it('I7: the order of the checks is name, password, ids and lengths of the entries one by one', async () => {
    await sameAsNine(openWith({ password: 'short' }))
    await sameAsNine(openWith({ cookieName: 'a', password: { a: 'short' } }))
    await sameAsNine(openWith({ cookieName: 'a', password: { 1: 'short', a: PASSWORD } }))
  })

  it.each([
    ['no name', { password: PASSWORD }],
    ['no password', { cookieName: 'a' }],
  ])(
    'I12: %s has the words of version 9; version 6 had one text for everything',
    async (_, options) => {
      const res = { getHeader: () => undefined, setHeader: () => {} }
      const messages = await Promise.all(
        [six, nine, us].map((face) =>
          outcomeOf(() => face.getIronSession({ headers: {} }, res, options)),
        ),
      )
      expect(messages[2]).toEqual(messages[1])
      expect(messages[0]).toEqual({
        error: expect.stringContaining('Minimum usage is const session'),
      })
    },
  )

  it.each([
    ['2', { ' 2 ': PASSWORD }],
    ['an empty id', { '': PASSWORD }],
    ['1e3', { '1e3': PASSWORD }],
    ['-1', { '-1': PASSWORD }],
    ['a higher one that is written oddly', { 1: PASSWORD, '02': OTHER_PASSWORD }],
  ])(
    'I16: an id that no seal can carry (%s) shows at save, and nothing is written',
    async (_, password) => {
      const { value } = await sameAsNine(async (face) => {
        const { session, response } = await open(face, undefined, { password })
        return [await outcomeOf(() => session.save()), lines(response)]
      })
      expect(value[0].error).toBeTypeOf('string')
      expect(value[1]).toEqual([])
    },
  )

  it.each([[undefined], [null], [{}]])('I13: cookieOptions may be %s', async (cookieOptions) => {
    await sameAsNine(saveWith({ cookieOptions }))
  })
})

describe('defaults', () => {
  it('I13: 14 days less a minute, HttpOnly, Secure, SameSite=Lax, Path=/', async () => {
    const { value } = await sameAsNine(saveWith({}))
    expect(value).toEqual([
      expect.stringMatching(
        /^myapp=<1 22 1769688000000 ~2>; Max-Age=1209540; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
      ),
    ])
  })

  it.each([
    { httpOnly: false },
    { secure: false, sameSite: 'none' },
    { sameSite: 'strict' },
    { sameSite: true },
    { sameSite: false },
    { path: '/app', domain: 'example.com' },
    { path: undefined },
    { domain: undefined },
    { priority: 'low' },
    { partitioned: true },
    { expires: new Date('2027-01-01') },
    { path: '' },
  ])('I13: attributes %j are laid over them', async (cookieOptions) => {
    await sameAsNine(saveWith({ cookieOptions }))
  })

  it.each([{ sameSite: 'sometimes' }, { path: '/;x' }, { domain: 'a b' }, { priority: 'urgent' }])(
    'I13: attributes %j are refused at save, and nothing is written',
    async (cookieOptions) => {
      const { session, response } = await open(us, undefined, { cookieOptions })
      session['user'] = 1
      await expect(session.save()).rejects.toThrow(/is invalid/)
      expect(lines(response)).toEqual([])
      expect({ ...session }).toEqual({ user: 1 })
      await expect((await open(nine, undefined, { cookieOptions })).session.save()).rejects.toThrow(
        /is invalid/,
      )
    },
  )

  it('I13: an `encode` does nothing, as in version 9: a seal needs none', async () => {
    const options = { cookieOptions: { encode: () => 'encoded' } }
    const { value } = await sameAsNine(saveWith(options))
    expect(value[0]).toMatch(/^myapp=</)
  })
})

describe('the Max-Age of the cookie and the end of the seal', () => {
  it.each([0, 1, 30, 59, 60, 61, 120, 86_400, 2_147_483_647, undefined])(
    'I14, I15: `ttl: %s`',
    async (ttl) => {
      await sameAsNine(saveWith({ ttl }))
    },
  )

  it('I14: `ttl: 0` is for ever', async () => {
    const { value } = await sameAsNine(saveWith({ ttl: 0 }))
    expect(value[0]).toMatch(/^myapp=<1 22  ~2>; Max-Age=2147483647;/)
  })

  it('I14: a `ttl` of a minute or less is not shortened (versions 6 and 8: a negative Max-Age)', async () => {
    const { value } = await sameAsNine(saveWith({ ttl: 30 }))
    expect(value[0]).toContain('Max-Age=30;')
    stopClock()
    expect((await saveWith({ ttl: 30 })(eight))[0]).toContain('Max-Age=-30;')
  })

  it.each(['3600', '90'])('I14: a number in a string (%j) counts as one', async (ttl) => {
    await sameAsNine(saveWith({ ttl }))
  })

  it.each([-1, -100])(
    'I14: a negative `ttl` (%s) seals something that is over, as tests of expiry like it',
    async (ttl) => {
      await sameAsNine((face) => face.sealData({ a: 1 }, { password: PASSWORD, ttl }))
      await sameAsNine(saveWith({ ttl }))
    },
  )

  it.each([Number.NaN, null, 'soon', {}, '', Number.POSITIVE_INFINITY, true, [60]])(
    'I14: `ttl: %j` is no lifetime and throws, rather than live for ever',
    async (ttl) => {
      await expect(openWith({ ...OPTIONS, ttl })(us)).rejects.toMatchObject({
        code: 'ERR_IRONSEAL_OPTION',
        option: 'ttl',
      })
      await expect(us.sealData({}, { password: PASSWORD, ttl })).rejects.toMatchObject({
        code: 'ERR_IRONSEAL_OPTION',
      })
    },
  )

  it.each([1, 60, 61, 3600, 0, -5])('I15: `maxAge: %s` is used as it is', async (maxAge) => {
    const [mine] = await saveWith({ cookieOptions: { maxAge } })(us)
    const [theirs] = await saveWith({ cookieOptions: { maxAge } })(nine)
    expect(mine!.replace(/^[^;]*/, '')).toBe(theirs!.replace(/^[^;]*/, ''))
    expect(mine).toContain(`Max-Age=${maxAge};`)
  })

  it('I15: `maxAge: undefined` leaves Max-Age out', async () => {
    const [mine] = await saveWith({ cookieOptions: { maxAge: undefined } })(us)
    expect(mine).not.toContain('Max-Age')
    expect((await saveWith({ cookieOptions: { maxAge: undefined } })(nine))[0]).not.toContain(
      'Max-Age',
    )
  })

  it.each([Number.NaN, 'soon', Number.POSITIVE_INFINITY])(
    'I15: `maxAge: %s` is refused at save, and nothing is written',
    async (maxAge) => {
      for (const face of [us, nine]) {
        const { session, response } = await open(face, undefined, { cookieOptions: { maxAge } })
        await expect(session.save()).rejects.toThrow(/maxAge is invalid/)
        expect(lines(response)).toEqual([])
      }
    },
  )

  it('I16: what the seal says counts, not the `ttl` of the reader', async () => {
    const cookie = await cookieWith(us, { user: 1 }, { ttl: 3600 })
    for (const face of [us, nine, eight]) {
      expect({ ...(await open(face, cookie, { ttl: 1 })).session }).toEqual({ user: 1 })
    }
  })

  it('I16: `{ 0: password }` works with the id 0', async () => {
    const { value } = await sameAsNine(saveWith({ password: { 0: PASSWORD } }))
    expect(value[0]).toMatch(/^myapp=<0 /)
  })

  it('I16: the highest id seals, and all of them unseal', async () => {
    const password = { 9: PASSWORD, 10: OTHER_PASSWORD, 2: 'x'.repeat(32) }
    const { value } = await sameAsNine(saveWith({ password }))
    expect(value[0]).toMatch(/^myapp=<10 /)
    for (const id of [2, 9, 10] as const) {
      const cookie = await cookieWith(nine, { id }, { password: { [id]: password[id] } })
      expect({ ...(await open(us, cookie, { password })).session }).toEqual({ id })
    }
  })
})

describe('updateConfig', () => {
  it('I17: replaces everything, password included, and returns nothing', async () => {
    const { value } = await sameAsNine(async (face) => {
      const { session, response } = await open(face)
      session['user'] = 1
      const returned = session.updateConfig({
        cookieName: 'other',
        password: { 7: OTHER_PASSWORD },
        ttl: 120,
        cookieOptions: { path: '/x' },
      })
      const before = lines(response)
      await session.save()
      return [returned, before, lines(response)]
    })
    expect(value[0]).toBeUndefined()
    expect(value[1]).toEqual([])
    expect(value[2][0]).toMatch(/^other=<7 .*; Max-Age=60; Path=\/x;/)
  })

  it('I17, T76: the new password really seals', async () => {
    const { session, response } = await open(us)
    session['user'] = 1
    session.updateConfig({ ...OPTIONS, password: OTHER_PASSWORD })
    await session.save()
    const cookie = lines(response)[0]!.split(';')[0]!
    expect({ ...(await open(nine, cookie, { password: OTHER_PASSWORD })).session }).toEqual({
      user: 1,
    })
    expect({ ...(await open(nine, cookie)).session }).toEqual({})
  })

  it('I17: rejected options change nothing', async () => {
    const { value } = await sameAsNine(async (face) => {
      const { session, response } = await open(face)
      const failed = await outcomeOf(() => session.updateConfig({ ...OPTIONS, password: 'short' }))
      await session.save()
      return [failed, lines(response)]
    })
    expect(value[0].error).toContain('at least 32')
    expect(value[1]).toHaveLength(1)
  })

  it('I17: does not bring a destroyed session back', async () => {
    await sameAsNine(async (face) => {
      const { session, response } = await open(face)
      session.destroy()
      session.updateConfig(OPTIONS)
      await session.save()
      return lines(response)
    })
  })
})

describe("the caller's options", () => {
  const deepFreeze = (value: any): any => {
    for (const item of Object.values(value)) {
      if (typeof item === 'object' && item !== null && !(item instanceof Date)) deepFreeze(item)
    }
    return Object.freeze(value)
  }

  it('are never changed', async () => {
    const frozen = deepFreeze({
      ...OPTIONS,
      password: { 1: PASSWORD },
      ttl: 3600,
      chunk: true,
      cookieOptions: { maxAge: 60, expires: new Date(Date.now() + 60_000) },
    })
    const { session } = await open(us, undefined, frozen)
    session.updateConfig(frozen)
    session['user'] = 'x'.repeat(5000)
    await session.save()
    session.destroy()
  })

  it('are read once, when they are given', async () => {
    const { value } = await sameAsNine(async (face) => {
      const options: any = { ...OPTIONS, cookieOptions: { path: '/a' }, ttl: 3600 }
      const { jar, writes } = memoryJar()
      const session = await face.getIronSession(jar, options)
      options.ttl = 5
      options.cookieName = 'other'
      options.password = 'short'
      options.chunk = true
      options.cookieOptions.path = '/b'
      options.cookieOptions.expires = new Date(0)
      await session.save()
      return writes
    })
    expect(value).toEqual([
      ['myapp', expect.anything(), expect.objectContaining({ path: '/a', maxAge: 3540 })],
    ])
  })

  it('are not shared between sessions', async () => {
    const options = { ...OPTIONS, cookieOptions: {} }
    const { store, sets } = memoryStore()
    const first = await us.getIronSession(store, options)
    const other = await open(us, undefined, options)
    other.session.updateConfig({ ...OPTIONS, ttl: 61 })
    await first.save()
    await other.session.save()
    expect(sets[0]![2]).toMatchObject({ maxAge: 1_209_540 })
    expect(lines(other.response)[0]).toContain('Max-Age=1;')
  })
})
