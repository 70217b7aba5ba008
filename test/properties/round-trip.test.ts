import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Api, open, ours, sealIn, theirs } from '../compat/next-iron-session-pair.ts'
import { getIronSession, sealData, unsealData } from '../../src/iron-session.ts'
import { anyJson, anyKey, runs, throughJson } from './arbitraries.ts'

const PASSWORD = 'complex_password_at_least_32_characters_long'
const anyData = fc.dictionary(anyKey, anyJson, { maxKeys: 6 })

/** The data is saved by one API and read by another, on the next request. */
const carry = async (data: object, writer: Api, reader: Api): Promise<unknown> => {
  const options = { cookieOptions: {} }
  const { session } = await open(writer, options)
  for (const [name, value] of Object.entries(data)) session.set(name, value)
  let line: string
  try {
    line = await session.save()
  } catch (error) {
    // Random data may be too much for a cookie.
    expect((error as Error).message).toMatch(/Cookie length is too big/)
    return throughJson(data)
  }
  const next = await open(reader, options, `c=${sealIn(line)}`)
  const values = Object.keys(data).map((name) => [name, next.session.get(name)] as const)
  return Object.fromEntries(values)
}

/** Whether any key of the value is the name of something that every object has. */
const holdsInheritedName = (value: unknown): boolean => {
  let found = false
  JSON.stringify(value, (key, item: unknown) => {
    found ||= key in Object.prototype
    return item
  })
  return found
}

describe('any data', () => {
  it('comes back from a cookie', async () => {
    await fc.assert(
      fc.asyncProperty(anyData, async (data) => {
        expect(await carry(data, ours, ours)).toEqual(throughJson(data))
      }),
      runs(1000),
    )
  })

  it('goes to next-iron-session and comes from there', async () => {
    // The original loses keys that are also members of Object.prototype, at any depth.
    const plain = anyData.filter((data) => !holdsInheritedName(data))
    await fc.assert(
      fc.asyncProperty(plain, async (data) => {
        expect(await carry(data, ours, theirs)).toEqual(throughJson(data))
        expect(await carry(data, theirs, ours)).toEqual(throughJson(data))
      }),
      runs(150),
    )
  })

  it('stays the same however often it is saved', async () => {
    await fc.assert(
      fc.asyncProperty(anyData, async (data) => {
        fc.pre(JSON.stringify(data).length < 2000)
        const first = await open(ours)
        for (const [name, value] of Object.entries(data)) first.session.set(name, value)
        let line = await first.session.save()
        for (let time = 0; time < 3; time++) {
          const next = await open(ours, {}, `c=${sealIn(line)}`)
          line = await next.session.save()
        }
        const last = await open(ours, {}, `c=${sealIn(line)}`)
        expect(last.session.get()).toEqual(throughJson(data))
      }),
      runs(200),
    )
  })

  it('comes back from the session of iron-session', async () => {
    const methods = new Set(['save', 'destroy', 'updateConfig'])
    const assignable = anyData.filter((data) => Object.keys(data).every((key) => !methods.has(key)))
    await fc.assert(
      fc.asyncProperty(assignable, async (data) => {
        const sent = new Headers()
        const options = { password: PASSWORD, cookieName: 'c', chunk: true }
        const session = await getIronSession(new Request('https://example.org/'), sent, options)
        Object.assign(session, throughJson(data))
        await session.save()
        const cookie = sent
          .getSetCookie()
          .map((line) => line.split(';')[0])
          .join('; ')
        const request = new Request('https://example.org/', { headers: { cookie } })
        expect({ ...(await getIronSession(request, new Headers(), options)) }).toEqual(
          throughJson(data),
        )
      }),
      runs(300),
    )
  })
})

describe('sealData and unsealData', () => {
  it('give any JSON value back', async () => {
    const isNested = (value: unknown): boolean =>
      typeof value === 'object' &&
      value !== null &&
      Object.keys(value).sort().join() === 'flash,persistent'
    await fc.assert(
      fc.asyncProperty(anyJson, async (value) => {
        fc.pre(value !== null && !isNested(value))
        const seal = await sealData(throughJson(value), { password: PASSWORD })
        expect(await unsealData(seal, { password: PASSWORD })).toEqual(throughJson(value))
      }),
      runs(300),
    )
  })
})
