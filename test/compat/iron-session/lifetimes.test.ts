import { describe, expect, it } from 'vitest'
import {
  cookieWith,
  eight,
  lines,
  nine,
  open,
  OPTIONS,
  OTHER_PASSWORD,
  PASSWORD,
  request,
  sameAsNine,
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
