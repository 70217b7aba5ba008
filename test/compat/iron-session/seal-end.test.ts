import { describe, expect, it, vi } from 'vitest'
import { cookieWith, lines, nine, open, stopClock, us } from './support.ts'

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
