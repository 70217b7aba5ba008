import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  cookieHeaderOf,
  cookieWith,
  lines,
  NAME,
  nine,
  open,
  OPTIONS,
  outcomeOf,
  PASSWORD,
  request,
  us,
} from './support.ts'

import { data, header, isNested, json, key, METHODS } from './arbitraries.ts'

/** Hundreds of seals, on two cores that others use as well. */
const SLOW = { timeout: 60_000 }

describe('any Cookie header', SLOW, () => {
  it('never makes an opening reject, over Node or the web, and what follows works', async () => {
    await fc.assert(
      fc.asyncProperty(header, async (cookie) => {
        let written: string[] = []
        const res = {
          getHeader: () => written,
          setHeader: (_: string, all: string[]) => void (written = all),
        }
        const session = await us.getIronSession({ headers: { cookie } }, res, OPTIONS)
        session['user'] = 1
        await session.save()
        expect({ ...(await open(us, cookieHeaderOf(written))).session }).toMatchObject({ user: 1 })

        let web: Request
        try {
          web = request(cookie)
        } catch {
          return
        }
        await us.getIronSession(web, new Response('x'), OPTIONS)
      }),
      { numRuns: 300 },
    )
  })

  it('around a good cookie, does not keep it from being read', async () => {
    const good = await cookieWith(us, { user: 1 })
    const other = header.filter((text) => !text.includes(NAME) && !text.includes('"'))
    await fc.assert(
      fc.asyncProperty(other, other, async (before, after) => {
        const cookie = `${before};${good};${after}`
        const session = await us.getIronSession({ headers: { cookie } }, {}, OPTIONS)
        expect({ ...session }).toEqual({ user: 1 })
      }),
      { numRuns: 200 },
    )
  })

  it('that alters a good one is never accepted as something else', async () => {
    const good = await cookieWith(us, { user: 1 })
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: good.length - 1 }),
        fc.nat({ max: 12 }),
        fc.string({ maxLength: 6 }),
        async (at, drop, text) => {
          const cookie = good.slice(0, at) + text + good.slice(at + drop)
          const session = await us.getIronSession({ headers: { cookie } }, {}, OPTIONS)
          expect([{}, { user: 1 }]).toContainEqual({ ...session })
        },
      ),
      { numRuns: 400 },
    )
  })
})

describe('any JSON', SLOW, () => {
  it('round-trips through a session, here and to version 9, but for the names of the methods', async () => {
    await fc.assert(
      fc.asyncProperty(data, async (value) => {
        const cookie = `${NAME}=${await us.sealData(value, { password: PASSWORD })}`
        const { session } = await open(us, cookie)
        const expected = Object.fromEntries(
          Object.entries(isNested(value) ? {} : value).filter(([name]) => !METHODS.has(name)),
        )
        if (!isNested(value)) expect({ ...session }).toEqual(expected)
        for (const name of METHODS) expect(session[name]).toBeTypeOf('function')

        const req = request(cookie)
        const res = new Response('x')
        const again = await us.getIronSession(req, res, { ...OPTIONS, chunk: true })
        await again.save()
        const after = cookieHeaderOf(lines(res), cookie)
        expect({ ...(await open(us, after)).session }).toEqual({ ...again })
        if (!isNested({ ...again }))
          expect({ ...(await open(nine, after)).session }).toEqual({ ...again })
      }),
      { numRuns: 200 },
    )
  })

  it('round-trips through sealData and unsealData', async () => {
    await fc.assert(
      fc.asyncProperty(
        json.filter((value) => value !== null && !isNested(value)),
        async (value) => {
          const seal = await us.sealData(value, { password: PASSWORD })
          expect(await us.unsealData(seal, { password: PASSWORD })).toEqual(value)
        },
      ),
      { numRuns: 200 },
    )
  })
})

describe('any value at all', SLOW, () => {
  class Custom {
    value = 1
  }
  // Version 9 takes what lies under `constructor` for the class, and gives it a name that it has not.
  const ordinary = key.filter((name) => name !== 'constructor')
  const anything = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      json,
      fc.constantFrom(undefined, Number.NaN, Infinity, 1n, Symbol('s'), () => {}),
      fc.constantFrom(new Date(0), new Map(), new Set([1]), /x/, new Custom(), new Uint8Array(1)),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(ordinary, tie('value'), { maxKeys: 3, noNullPrototype: false }),
    ),
  })).value

  it('is taken or refused as version 9 does, in the same words', async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(ordinary, anything, { maxKeys: 4 }), async (value) => {
        const seal = (face: typeof us) =>
          outcomeOf(async () => {
            const sealed = await face.sealData(value, { password: PASSWORD })
            return sealed.length
          })
        expect(await seal(us)).toEqual(await seal(nine))
      }),
      { numRuns: 500 },
    )
  })
})
