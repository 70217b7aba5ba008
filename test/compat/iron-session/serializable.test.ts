import { describe, expect, it } from 'vitest'

import { lines, open, outcomeOf, PASSWORD, sameAsNine, us } from './support.ts'

describe('data that JSON would change', () => {
  class User {
    name = 'x'
  }
  const circle: Record<string, unknown> = {}
  circle['self'] = { circle }
  const twice = { a: 1 }

  it.each([
    ['a Date', { d: new Date(0) }, ' (session.d is a Date)'],
    ['a Map', { a: { b: new Map() } }, ' (session.a.b is a Map)'],
    ['a Set in a list', { list: [1, new Set()] }, ' (session.list[1] is a Set)'],
    ['a class instance', { user: new User() }, ' (session.user is a User)'],
    ['bytes', { bytes: new Uint8Array(2) }, ' (session.bytes is a Uint8Array)'],
    ['a BigInt', { n: 1n }, ' (session.n is a bigint)'],
    ['a function', { f() {} }, ' (session.f is a function)'],
    ['a symbol', { s: Symbol('x') }, ' (session.s is a symbol)'],
    ['NaN', { n: Number.NaN }, ' (session.n is NaN)'],
    ['-Infinity', { n: -Infinity }, ' (session.n is -Infinity)'],
    [
      'a function five levels down',
      { a: { b: { c: { d: { e: () => {} } } } } },
      ' (session.a.b.c.d.e is a function)',
    ],
    [
      'a Date five levels down',
      { a: { b: { c: { d: { e: new Date(0) } } } } },
      ' (session.a.b.c.d.e is a Date)',
    ],
    [
      'a function six levels down',
      { a: { b: { c: { d: { e: { f() {} } } } } } },
      ' (session.a.b.c.d.e.f is a function)',
    ],
    ['a Date six levels down', { a: { b: { c: { d: { e: { f: new Date(0) } } } } } }, ''],
    ['NaN seven levels down', { a: { b: { c: { d: { e: { f: { g: Number.NaN } } } } } } }, ''],
    ['undefined in a list', { list: [undefined] }, ''],
    ['a circle', circle, ''],
    ['a symbol as a key', { a: { [Symbol('x')]: 1 } }, ''],
    ['a hidden key', { a: Object.defineProperty({}, 'hidden', { value: 1 }) }, ''],
    ['a hole before a Date', { list: [undefined], d: new Date(0) }, ' (session.d is a Date)'],
  ])('I10: %s is refused by its path, and nothing is written', async (_, data: object, where) => {
    const { value } = await sameAsNine(async (face) => {
      const { session, response } = await open(face)
      Object.assign(session, data)
      const failed = await outcomeOf(() => session.save())
      const sealed = await outcomeOf(() => face.sealData(data, { password: PASSWORD }))
      return [failed, lines(response), sealed]
    })
    const error = `iron-session: The session data is not JSON serializable${where}. Store plain JSON values only: a Date must be stored as a timestamp (Date.now()) or an ISO string, and Map/Set/BigInt/functions are not supported.`
    expect(value).toEqual([{ error }, [], { error }])
  })

  it.each([
    ['null, true, numbers, text', { a: null, b: true, c: -0.5, d: 'x' }],
    ['undefined as a value, which is left out', { a: undefined, b: { c: undefined } }],
    ['the same object twice', { a: twice, b: twice, c: [twice, twice] }],
    ['an object without a prototype', { a: Object.assign(Object.create(null), { b: 1 }) }],
    ['a list with a name on it', { a: Object.assign([1], { extra: () => {} }) }],
    ['nothing', {}],
  ])('I10: %s is sealed', async (_, data: object) => {
    await sameAsNine(async (face) => {
      const seal = await face.sealData(data, { password: PASSWORD })
      return [seal, await face.unsealData(seal, { password: PASSWORD })]
    })
  })

  it.each([
    ['a class instance', new User()],
    ['a Date', new Date(0)],
    ['a Map', new Map([[1, 2]])],
    ['an object with a toJSON further up', Object.create({ toJSON: () => 'other' })],
    ['text', 'text'],
    ['an empty text', ''],
    ['a number', 5],
    ['true', true],
    ['null', null],
    ['undefined', undefined],
    ['a function', () => {}],
    ['NaN', Number.NaN],
  ])('I10: at the top, %s is what it is in version 9', async (_, data) => {
    await sameAsNine(async (face) => {
      const seal = await face.sealData(data, { password: PASSWORD })
      return [seal, await face.unsealData(seal, { password: PASSWORD })]
    })
  })

  it('I10: a hole in a list is refused (version 9 stumbles over it with an error of its own)', async () => {
    const list = [1, 2, 3]
    delete list[1]
    await expect(us.sealData({ list }, { password: PASSWORD })).rejects.toThrow(/serializable\./)
  })

  it('a list at the top stays a list (version 9 makes an object of it)', async () => {
    const seal = await us.sealData([1, { a: 2 }], { password: PASSWORD })
    expect(await us.unsealData(seal, { password: PASSWORD })).toEqual([1, { a: 2 }])
  })

  it('is judged in one pass, however deep or wide it is', async () => {
    let deep: unknown = new Date(0)
    for (let depth = 0; depth < 200_000; depth++) deep = [deep]
    await expect(us.sealData({ deep }, { password: PASSWORD })).rejects.toMatchObject({
      code: 'ERR_IRONSEAL_DATA',
    })
    const wide = Array.from({ length: 300_000 }, () => 1)
    await expect(us.sealData({ wide, bad: 1n }, { password: PASSWORD })).rejects.toThrow(
      /session\.bad is a bigint/,
    )
    const mesh: object[] = Array.from({ length: 3000 }, () => ({}))
    for (const node of mesh) Object.assign(node, { all: mesh })
    await expect(us.sealData({ mesh }, { password: PASSWORD })).rejects.toThrow(/serializable\./)
  })
})

// Nothing may look at both ways of each of a hundred levels.
it('a circle that branches is refused at once', async () => {
  const data: Record<string, unknown> = {}
  Object.assign(data, { left: data, right: [data, { data }] })
  await expect(us.sealData({ data }, { password: PASSWORD })).rejects.toMatchObject({
    code: 'ERR_IRONSEAL_DATA',
  })
})
