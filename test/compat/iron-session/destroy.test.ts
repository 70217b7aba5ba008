import { describe, expect, it } from 'vitest'
import {
  cookieHeaderOf,
  cookieWith,
  lines,
  nine,
  open,
  OPTIONS,
  outcomeOf,
  sameAsNine,
  serve,
  us,
} from './support.ts'

describe('destroy()', () => {
  it('I20, T19: empties the object at once and writes the deletion', async () => {
    const { value } = await sameAsNine(async (face) => {
      const { session, response } = await open(face, await cookieWith(nine, { user: 1, a: [] }))
      const returned = session.destroy()
      return [returned, { ...session }, lines(response)]
    })
    expect(value).toEqual([
      undefined,
      {},
      ['myapp=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=Lax'],
    ])
  })

  it.each([
    { maxAge: 3600 },
    { maxAge: undefined },
    { domain: 'example.com', path: '/app', sameSite: 'none', partitioned: true, secure: true },
    { httpOnly: false, secure: false, priority: 'high' },
    { expires: new Date('2027-01-01') },
  ])('T17, T18: deletes with the same attributes and Max-Age=0 (%j)', async (cookieOptions) => {
    const { value } = await sameAsNine(async (face) => {
      const { session, response } = await open(face, undefined, { cookieOptions })
      session.destroy()
      return lines(response)
    })
    expect(value[0]).toContain('Max-Age=0')
  })

  it('I20, R3: twice is one deletion (version 9 writes two)', async () => {
    const { session, response } = await open(us)
    session.destroy()
    session.destroy()
    expect(lines(response)).toHaveLength(1)
    const theirs = await open(nine)
    theirs.session.destroy()
    theirs.session.destroy()
    expect(lines(theirs.response)).toHaveLength(2)
  })

  it('I19, T20: save() afterwards does nothing, and throws when data was written back', async () => {
    const { value } = await sameAsNine(async (face) => {
      const { session, response } = await open(face, await cookieWith(nine, { user: 1 }))
      session.destroy()
      const silent = await outcomeOf(() => session.save())
      session['user'] = 2
      return [silent, await outcomeOf(() => session.save()), lines(response), { ...session }]
    })
    expect(value[0]).toEqual({})
    expect(value[1].error).toMatch(/^iron-session: Cannot save a destroyed session that has data/)
    expect(value[2]).toHaveLength(1)
    expect(value[3]).toEqual({ user: 2 })
  })

  it('T20: over Node, logout and login in one request', async () => {
    const call = await serve(async (req, res) => {
      const old = await us.getIronSession(req, res, OPTIONS)
      old.destroy()
      const fresh = await us.getIronSession(req, res, OPTIONS)
      fresh['user'] = { id: 2 }
      await fresh.save()
      res.end(JSON.stringify([old, fresh]))
    })
    const { body, setCookies } = await call(await cookieWith(us, { user: { id: 1 }, cart: [1] }))
    expect(body).toBe('[{},{"user":{"id":2}}]')
    expect(setCookies).toHaveLength(1)
    expect({ ...(await open(nine, cookieHeaderOf(setCookies))).session }).toEqual({
      user: { id: 2 },
    })
  })

  it('T20: two openings after it are one session', async () => {
    const { session, response, request: req } = await open(us, await cookieWith(us, { user: 1 }))
    session.destroy()
    const again = () => us.getIronSession(req, response, OPTIONS)
    const [one, two] = await Promise.all([again(), again()])
    one['user'] = 2
    expect(two['user']).toBe(2)
    one.destroy()
    expect({ ...(await again()) }).toEqual({})
  })
})
