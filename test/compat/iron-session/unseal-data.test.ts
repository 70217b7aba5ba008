import { describe, expect, it } from 'vitest'
import { nine, open, OTHER_PASSWORD, PASSWORD, sameAsNine, stopClock, us } from './support.ts'

const seal = (data: unknown, password: unknown = PASSWORD) => nine.sealData(data, { password })
describe('unsealData', () => {
  it.each([undefined, null, 5, {}])('I25: of %s is a TypeError', async (value) => {
    for (const face of [us, nine]) {
      await expect(face.unsealData(value, { password: PASSWORD })).rejects.toThrow(TypeError)
    }
    await expect(us.unsealData(value, { password: PASSWORD })).rejects.toThrow(
      'unsealData needs a seal, which is a string',
    )
  })

  it('I25: of an empty text is {}, of a sealed null too', async () => {
    const { value } = await sameAsNine(async (face) => [
      await face.unsealData('', { password: PASSWORD }),
      await face.unsealData(await face.sealData(null, { password: PASSWORD }), {
        password: PASSWORD,
      }),
    ])
    expect(value).toEqual([{}, {}])
  })

  it.each([
    ['garbage', () => 'x', 'invalid'],
    ['nothing', () => '', 'invalid'],
    ['another password', () => seal({ a: 1 }, OTHER_PASSWORD), 'invalid'],
    ['an unknown id', () => seal({ a: 1 }, { 3: PASSWORD }), 'unknown-password'],
    ['one that is over', () => nine.sealData({}, { password: PASSWORD, ttl: -100 }), 'expired'],
  ])('I22: of %s is {} and a reason', async (_, make, reason) => {
    stopClock()
    const sealed = await make()
    const { value } = await sameAsNine(async (face) => {
      const heard: string[] = []
      const onUnsealError = (why: string) => heard.push(why)
      return [await face.unsealData(sealed, { password: PASSWORD, onUnsealError }), heard]
    })
    expect(value).toEqual([{}, [reason]])
  })

  it.each([
    [
      'of a password that is too short',
      { password: 'short' },
      'Password string too short (min 32 characters required)',
    ],
    ['of an empty one', { password: '' }, 'Empty password'],
    [
      'of a map with one that is too short',
      { password: { 1: PASSWORD, 2: 'short' } },
      'Password string too short',
    ],
    ['of no password', {}, 'Missing password'],
    ['of an empty map', { password: {} }, 'no usable entry'],
    ['of a number', { password: 5 }, 'Missing password'],
    ['of a map that holds none', { password: { 1: undefined } }, 'Empty password'],
  ])('throws because %s, instead of calling a good seal invalid', async (_, options, message) => {
    await expect(us.unsealData(await seal({ a: 1 }), options)).rejects.toMatchObject({
      code: 'ERR_IRONSEAL_PASSWORD',
      message: expect.stringContaining(message),
    })
  })

  it('I25: sealData checks the password when it uses it', async () => {
    for (const password of ['short', { 1: 'short' }, '', {}, { a: PASSWORD }]) {
      await sameAsNine((face) => face.sealData({ a: 1 }, { password }))
    }
    const { error } = await sameAsNine((face) => face.sealData({}, { password: 'short' }))
    expect(error).toBe('Password string too short (min 32 characters required)')
  })

  it('reads seals with any id, and with `default` those without one', async () => {
    const { value } = await sameAsNine(async (face) => {
      const named = (await seal({ a: 1 }, { 1: PASSWORD })).slice(0, -2)
      return [
        await face.unsealData(named, { password: { 1: PASSWORD, name: OTHER_PASSWORD } }),
        await face.unsealData(named.replace('*1*', '*x*'), { password: { x: PASSWORD } }),
      ]
    })
    expect(value).toEqual([{ a: 1 }, {}])
    const iron = await import('@hapi/iron')
    const byHand = (id: string) =>
      iron.seal({ a: 1 }, id ? { id, secret: PASSWORD } : PASSWORD, iron.defaults)
    for (const face of [us, nine]) {
      expect(await face.unsealData(await byHand('prod'), { password: { prod: PASSWORD } })).toEqual(
        { a: 1 },
      )
      expect(await face.unsealData(await byHand(''), { password: { default: PASSWORD } })).toEqual({
        a: 1,
      })
    }
  })

  it('T77: counts a password by `.length`, everywhere the same', async () => {
    const exact = '😀'.repeat(16)
    const short = '😀'.repeat(15)
    const sealed = await us.sealData({ a: 1 }, { password: exact })
    expect(await nine.unsealData(sealed, { password: exact })).toEqual({ a: 1 })
    expect({ ...(await open(us, `myapp=${sealed}`, { password: exact })).session }).toEqual({
      a: 1,
    })
    for (const call of [
      () => us.sealData({}, { password: short }),
      () => us.unsealData(sealed, { password: short }),
      () => open(us, undefined, { password: short }),
      () => open(us, undefined, { password: { 1: short } }),
    ]) {
      await expect(call()).rejects.toMatchObject({ code: 'ERR_IRONSEAL_PASSWORD' })
    }
  })

  it('reads up to a mebibyte, and sealData refuses what would be longer', async () => {
    const options = { password: PASSWORD }
    const most = await us.sealData('x'.repeat(786_000), options)
    expect(await us.unsealData(most, options)).toHaveLength(786_000)
    await expect(us.sealData('x'.repeat(787_000), options)).rejects.toMatchObject({
      code: 'ERR_IRONSEAL_DATA',
      message: expect.stringContaining('1048576'),
    })
  })
})
