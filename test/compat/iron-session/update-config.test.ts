import { describe, expect, it } from 'vitest'
import {
  lines,
  memoryJar,
  memoryStore,
  nine,
  open,
  OPTIONS,
  OTHER_PASSWORD,
  outcomeOf,
  PASSWORD,
  sameAsNine,
  us,
} from './support.ts'

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
