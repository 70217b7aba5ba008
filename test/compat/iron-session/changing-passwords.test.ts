import { describe, expect, it } from 'vitest'
import { sealData, unsealData } from '../../../src/iron-session.ts'

const [first, second, third] = [1, 2, 3].map((number) => `${number} `.padEnd(40, 'password ')) as [
  string,
  string,
  string,
]

/** A map of passwords that is the same object at every call, and what it holds is not. */
describe('a map that changes while it is in use', () => {
  it('opens with what it holds now', async () => {
    const password: Record<string, string> = { 1: first }
    const seal = await sealData({ a: 1 }, { password })
    for (let use = 0; use < 2; use++) expect(await unsealData(seal, { password })).toEqual({ a: 1 })
    password['1'] = second
    expect(await unsealData(seal, { password })).toEqual({})
    password['1'] = first
    expect(await unsealData(seal, { password })).toEqual({ a: 1 })
    delete password['1']
    password['2'] = first
    expect(await unsealData(seal, { password })).toEqual({})
  })

  it('opens what was sealed with a password that came later', async () => {
    const password: Record<string, string> = { 1: first }
    expect(await unsealData(await sealData({ a: 1 }, { password }), { password })).toEqual({ a: 1 })
    password['2'] = second
    const seal = await sealData({ b: 2 }, { password })
    expect(seal).toMatch(/^Fe26\.2\*2\*/)
    expect(await unsealData(seal, { password })).toEqual({ b: 2 })
  })

  it('is judged anew when the password that a seal names has changed', async () => {
    const password: Record<string, string> = { 1: first, 2: second }
    const seal = await sealData({ a: 1 }, { password })
    expect(await unsealData(seal, { password })).toEqual({ a: 1 })
    password['2'] = 'short'
    await expect(unsealData(seal, { password })).rejects.toMatchObject({
      code: 'ERR_IRONSEAL_PASSWORD',
    })
  })

  it('has a password for seals without an id under `default`, looked up at every call', async () => {
    const { seal: sealIron, defaults } = await import('../../../src/iron.ts')
    const bare = await sealIron({ a: 1 }, third, defaults)
    const password: Record<string, string> = { 1: first, default: third }
    for (let use = 0; use < 2; use++) expect(await unsealData(bare, { password })).toEqual({ a: 1 })
    password['default'] = second
    expect(await unsealData(bare, { password })).toEqual({})
  })
})
