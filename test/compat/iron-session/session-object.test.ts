import { describe, expect, it } from 'vitest'
import {
  cookieHeaderOf,
  cookieWith,
  lines,
  nine,
  open,
  PASSWORD,
  sameAsNine,
  us,
} from './support.ts'

const METHODS = ['updateConfig', 'save', 'destroy']

describe('the session object', () => {
  it('I18: is a plain object that is the data', async () => {
    await sameAsNine(async (face) => {
      const { session } = await open(face, await cookieWith(nine, { user: { id: 1 }, n: null }))
      expect(Object.getPrototypeOf(session)).toBe(Object.prototype)
      return [
        { ...session },
        Object.keys(session),
        JSON.stringify(session),
        structuredClone(session),
        session.save.name,
        session.destroy.name,
        session.updateConfig.name,
      ]
    })
  })

  it('I18: has three methods that are not enumerable, not writable and not configurable', async () => {
    await sameAsNine(async (face) => {
      const { session } = await open(face)
      expect(Object.getOwnPropertyNames(session).sort()).toEqual([...METHODS].sort())
      return METHODS.map((name) => {
        const { value, ...rest } = Object.getOwnPropertyDescriptor(session, name)!
        return [typeof value, rest]
      })
    })
  })

  it.each(METHODS)('I18: assigning %s throws', async (name) => {
    await sameAsNine(async (face) => {
      const { session } = await open(face)
      session[name] = 1
    })
  })

  it('I18: its methods can be taken off it', async () => {
    await sameAsNine(async (face) => {
      const { session, response } = await open(face)
      session['user'] = 1
      const { save, destroy } = session
      await save()
      const saved = lines(response).length
      destroy()
      return [saved, { ...session }]
    })
  })

  it.each([
    ['save', { save: 1, user: 2 }],
    ['destroy', { destroy: { deep: true }, user: 2 }],
    ['updateConfig', { updateConfig: null, user: 2 }],
  ])(
    'I18, R10, T45: sealed data under the name %s is dropped and harms nothing',
    async (name, data) => {
      const cookie = `myapp=${await nine.sealData(data, { password: PASSWORD })}`
      const { session, response } = await open(us, cookie)
      expect({ ...session }).toEqual({ user: 2 })
      expect(session[name]).toBeTypeOf('function')
      await session.save()
      expect({ ...(await open(us, cookieHeaderOf(lines(response)))).session }).toEqual({ user: 2 })
    },
  )

  it.each([
    'then',
    'toJSON',
    'constructor',
    'length',
    'cookie',
    'isNew',
    '_x',
    'hasOwnProperty',
    'toString',
    'valueOf',
    'catch',
    'name',
  ])('T45: data under the name %s round-trips', async (name) => {
    await sameAsNine(async (face) => {
      const { session } = await open(face, await cookieWith(face, { [name]: 'value' }))
      return { ...session }
    })
    const { session } = await open(us, await cookieWith(us, { [name]: { nested: [1] } }))
    expect(session[name]).toEqual({ nested: [1] })
  })

  it('T45: `__proto__` neither changes a prototype nor gets into a seal', async () => {
    const { session, response } = await open(us)
    session['user'] = JSON.parse('{"__proto__":{"admin":true}}')
    await expect(session.save()).rejects.toMatchObject({ code: 'ERR_IRONSEAL_DATA' })
    expect(lines(response)).toEqual([])
    expect(({} as any).admin).toBeUndefined()
    const seal = await nine.sealData(JSON.parse('{"a":{"__proto__":{"admin":true}}}'), {
      password: PASSWORD,
    })
    const { session: read } = await open(us, `myapp=${seal}`)
    expect({ ...read }).toEqual({})
  })
})
