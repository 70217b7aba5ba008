import { describe, expect, it } from 'vitest'
import {
  cookieHeaderOf,
  cookieWith,
  lines,
  memoryJar,
  memoryStore,
  nine,
  open,
  OPTIONS,
  OTHER_PASSWORD,
  us,
} from './support.ts'

const BIG = { text: 'x'.repeat(6000) }
const SMALL = { text: 'small' }
const CHUNK = { chunk: true }

const namesOf = (setCookies: string[]) => setCookies.map((line) => line.slice(0, line.indexOf('=')))
const dataIn = async (cookie: string, options = {}) => ({
  ...(await open(us, cookie, options)).session,
})

/** Opens under a cookie, replaces the data, saves, and gives back what the browser has afterwards. */
const rewrite = async (cookie: string, ...steps: object[]) => {
  const { session, response } = await open(us, cookie, CHUNK)
  for (const data of steps) {
    for (const key of Object.keys(session)) delete session[key]
    Object.assign(session, data)
    await session.save()
  }
  return { after: cookieHeaderOf(lines(response), cookie), setCookies: lines(response) }
}

describe('a whole cookie beside parts', () => {
  it('I26, T31: comes first where it is good', async () => {
    const both = `${await cookieWith(us, SMALL)}; ${await cookieWith(us, BIG, CHUNK)}`
    expect(await dataIn(both)).toEqual(SMALL)
    expect({ ...(await open(nine, both)).session }).toEqual(SMALL)
  })

  it('R7: does not hide the parts where it is not (in version 9 it does)', async () => {
    const planted = `myapp=planted; ${await cookieWith(us, BIG, CHUNK)}`
    expect(await dataIn(planted)).toEqual(BIG)
    expect({ ...(await open(nine, planted)).session }).toEqual({})
  })

  it.each([0, 1, 2])('R7: nor does a part %s that was planted in front of ours', async (at) => {
    const cookie = await cookieWith(us, BIG, CHUNK)
    expect(await dataIn(`myapp.${at}=planted; ${cookie}`)).toEqual(BIG)
    expect(await dataIn(`${cookie}; myapp.${at}=planted`)).toEqual(BIG)
  })

  it.each([4000, 6000, 9000])(
    'R7: nor do all of the parts of an older session of another size (%s)',
    async (length) => {
      const older = await cookieWith(
        us,
        { text: 'y'.repeat(length) },
        { ...CHUNK, password: OTHER_PASSWORD },
      )
      const cookie = await cookieWith(us, BIG, CHUNK)
      expect(await dataIn(`${older}; ${cookie}`)).toEqual(BIG)
      expect(await dataIn(`${cookie}; ${older}`)).toEqual(BIG)
    },
  )

  it('R7: is one of five that are tried, so that nobody can make us try more', async () => {
    const cookie = await cookieWith(us, BIG, CHUNK)
    const planted = (times: number) =>
      Array.from({ length: times }, (_, at) => `myapp.0=planted${at}; `).join('')
    expect(await dataIn(planted(4) + cookie)).toEqual(BIG)
    expect(await dataIn(planted(5) + cookie)).toEqual({})
    expect(await dataIn('myapp=planted; '.repeat(5) + cookie)).toEqual(BIG)
    expect(await dataIn('myapp=planted; '.repeat(3) + planted(1) + cookie)).toEqual(BIG)
    expect(await dataIn('myapp=planted; '.repeat(3) + planted(2) + cookie)).toEqual({})
  })

  it('R7: is expired with the parts that it replaces', async () => {
    const planted = `myapp=planted; ${await cookieWith(us, BIG, CHUNK)}`
    const { after } = await rewrite(planted, BIG)
    expect(await dataIn(after)).toEqual(BIG)
    expect(after).not.toContain('planted')
  })
})

describe('sizes that change within one response', () => {
  it.each([
    ['grows', '', [SMALL, BIG], BIG],
    ['shrinks', '', [BIG, SMALL], SMALL],
    ['shrinks by a part', '', [BIG, { text: 'x'.repeat(4000) }], { text: 'x'.repeat(4000) }],
    ['grows and shrinks', '', [SMALL, BIG, SMALL], SMALL],
  ])('T28: a session that %s leaves only its last form', async (_, cookie, steps, expected) => {
    const { after, setCookies } = await rewrite(cookie, ...steps)
    expect(await dataIn(after)).toEqual(expected)
    expect({ ...(await open(nine, after)).session }).toEqual(expected)
    expect(new Set(namesOf(setCookies)).size).toBe(setCookies.length)
    expect(namesOf(setCookies).length).toBeLessThanOrEqual(4)
  })

  it('T28: over a round trip, with what the browser had before', async () => {
    const first = await rewrite('', BIG)
    const second = await rewrite(first.after, SMALL)
    expect(second.after).toMatch(/^myapp=[^;]*$/)
    const third = await rewrite(second.after, BIG)
    expect(await dataIn(third.after)).toEqual(BIG)
    expect(third.after).not.toMatch(/myapp=/)
  })

  it('R3, T2: saved in parts and destroyed in one response, nothing of it is left', async () => {
    const { session, response } = await open(us, undefined, CHUNK)
    Object.assign(session, BIG)
    await session.save()
    session.destroy()
    expect(cookieHeaderOf(lines(response))).toBe('')
    expect(new Set(namesOf(lines(response))).size).toBe(lines(response).length)
  })

  it.each([
    ['a store', () => memoryStore()],
    ['a jar', () => ({ ...memoryJar(), store: undefined })],
  ])('T28: through %s', async (_, make) => {
    const { cookies, ...rest } = make() as any
    const place = rest.store ?? rest.jar
    for (const data of [SMALL, BIG, SMALL, BIG]) {
      const session = await us.getIronSession(place, { ...OPTIONS, ...CHUNK })
      Object.assign(session, data)
      await session.save()
      const kept = [...cookies].filter(([, value]) => value).map((pair) => pair.join('='))
      expect(await dataIn(kept.join('; '))).toEqual(data)
    }
  })
})
