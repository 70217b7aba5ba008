import { describe, expect, it } from 'vitest'
import {
  lines,
  nine,
  open,
  OTHER_PASSWORD,
  outcomeOf,
  PASSWORD,
  request,
  sameAsNine,
  six,
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
