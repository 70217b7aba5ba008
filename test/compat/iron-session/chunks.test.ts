import { describe, expect, it } from 'vitest'
import {
  cookieWith,
  lines,
  masked,
  nine,
  open,
  OPTIONS,
  outcomeOf,
  sameAsNine,
  us,
} from './support.ts'

const BIG = { text: 'x'.repeat(6000) }
const SMALL = { text: 'small' }
const CHUNK = { chunk: true }

const namesOf = (setCookies: string[]) => setCookies.map((line) => line.slice(0, line.indexOf('=')))
const dataIn = async (cookie: string, options = {}) => ({
  ...(await open(us, cookie, options)).session,
})

describe('a session that is split', () => {
  it('I26: is written as version 9 writes it, each part with all attributes', async () => {
    const { value } = await sameAsNine(async (face) => {
      const { session, response } = await open(face, undefined, CHUNK)
      Object.assign(session, BIG)
      await session.save()
      return lines(response).map((line) => [line.length, line.replace(/=[^;]*/, '=')])
    })
    expect(value).toEqual([
      [4096, 'myapp.0=; Max-Age=1209540; Path=/; HttpOnly; Secure; SameSite=Lax'],
      [4096, 'myapp.1=; Max-Age=1209540; Path=/; HttpOnly; Secure; SameSite=Lax'],
      [expect.any(Number), 'myapp.2=; Max-Age=1209540; Path=/; HttpOnly; Secure; SameSite=Lax'],
    ])
  })

  it('I26: is read whatever `chunk` says, from version 9 and by it', async () => {
    for (const writer of [us, nine]) {
      const cookie = await cookieWith(writer, BIG, CHUNK)
      for (const reader of [us, nine]) {
        for (const chunk of [true, false]) {
          expect({ ...(await open(reader, cookie, { chunk })).session }).toEqual(BIG)
        }
      }
    }
  })

  it('I26: fits into four cookies up to 11,927 characters of one value', async () => {
    await sameAsNine(async (face) => {
      const outcomes: unknown[] = []
      for (const length of [11_900, 11_927, 11_928, 11_960]) {
        const { session, response } = await open(face, undefined, CHUNK)
        session['d'] = 'x'.repeat(length)
        const outcome = await outcomeOf(() => session.save())
        outcomes.push([outcome, lines(response).length])
      }
      return outcomes
    })
  })

  it('I26: expires the parts that the request carries and the new one does not need', async () => {
    const { value } = await sameAsNine(async (face) => {
      const cookie = await cookieWith(face, BIG, CHUNK)
      const { session, response } = await open(face, cookie, CHUNK)
      session['text'] = 'small'
      await session.save()
      return masked(lines(response))
    })
    expect(value.slice(1)).toEqual(
      [0, 1, 2].map((at) => `myapp.${at}=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=Lax`),
    )
  })

  it('I26, T28: expires the whole cookie when it grows into parts', async () => {
    const { value } = await sameAsNine(async (face) => {
      const { session, response } = await open(face, await cookieWith(face, SMALL), CHUNK)
      Object.assign(session, BIG)
      await session.save()
      return namesOf(lines(response))
    })
    expect(value).toEqual(['myapp.0', 'myapp.1', 'myapp.2', 'myapp'])
  })

  it('I26, T37: is destroyed with all its parts', async () => {
    const { value } = await sameAsNine(async (face) => {
      const { session, response } = await open(face, await cookieWith(face, BIG, CHUNK))
      session.destroy()
      return lines(response)
    })
    expect(namesOf(value)).toEqual(['myapp', 'myapp.0', 'myapp.1', 'myapp.2'])
    for (const line of value) expect(line).toContain('=; Max-Age=0;')
  })

  it('I26, T35: ends at the first gap, and a part that is missing or foreign empties it', async () => {
    const cookie = await cookieWith(us, BIG, CHUNK)
    const other = await cookieWith(us, { text: 'y'.repeat(6000) }, CHUNK)
    const parts = cookie.split('; ')
    for (const broken of [
      parts.slice(0, 2),
      parts.slice(1),
      [parts[0]!, parts[2]!],
      [parts[0]!, other.split('; ')[1]!, parts[2]!],
    ]) {
      expect(await dataIn(broken.join('; '))).toEqual({})
    }
  })

  it('T34: may come in any order', async () => {
    const parts = (await cookieWith(us, BIG, CHUNK)).split('; ')
    expect(await dataIn([...parts].reverse().join('; '))).toEqual(BIG)
    expect(await dataIn([parts[1], 'a=b', parts[0], 'myapp.10=x', parts[2]].join('; '))).toEqual(
      BIG,
    )
  })

  it('T36: is looked for under four names and no more, whatever the request says', async () => {
    const asked = new Set<string>()
    const jar = { read: (name: string) => void asked.add(name), write: () => {} }
    await us.getIronSession(jar, OPTIONS)
    expect([...asked]).toEqual(['myapp', 'myapp.0'])
    const greedy = { read: (name: string) => (asked.add(name), 'x'), write: () => {} }
    const session = await us.getIronSession(greedy, { ...OPTIONS, ...CHUNK })
    Object.assign(session, BIG)
    await session.save()
    session.destroy()
    expect([...asked]).toEqual(['myapp', 'myapp.0', 'myapp.1', 'myapp.2', 'myapp.3'])
  })
})

describe('parts that cannot all be written', () => {
  it('are not written at all when they are refused', async () => {
    const cookie = await cookieWith(us, BIG, CHUNK)
    const { session, response } = await open(us, cookie, CHUNK)
    session['text'] = 'x'.repeat(20_000)
    await expect(session.save()).rejects.toMatchObject({ code: 'ERR_IRONSEAL_COOKIE_TOO_BIG' })
    expect(lines(response)).toEqual([])
    expect(session['text']).toHaveLength(20_000)
  })
})
