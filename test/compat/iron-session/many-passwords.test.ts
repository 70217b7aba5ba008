import { sealData as sealByPeer } from 'iron-session-9'
import { expect, it } from 'vitest'
import { sealData, unsealData } from '../../../src/iron-session.ts'

it('sealData keeps passwords apart, however many there are and however often they come', async () => {
  const passwords = Array.from({ length: 70 }, (_, index) => `${index} `.padEnd(40, 'password '))
  for (let round = 0; round < 2; round++) {
    for (const [index, password] of passwords.entries()) {
      const seal = await sealData({ index }, { password })
      expect(await unsealData(seal, { password })).toEqual({ index })
      const other = passwords[(index + 1) % passwords.length]!
      expect(await unsealData(seal, { password: other })).toEqual({})
    }
  }
  const password = passwords[0]!
  expect(await unsealData(await sealByPeer({ a: 1 }, { password }), { password })).toEqual({ a: 1 })
  await expect(sealData({}, { password: 'short' })).rejects.toThrow('min 32')
  await expect(sealData({}, { password: 'short' })).rejects.toThrow('min 32')
})
