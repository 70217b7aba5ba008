import { describe, expect, it } from 'vitest'
import * as face from '../../src/iron.ts'
import { hapiIron, optionsWith, ours, PASSWORD, webcryptoIron } from './iron-peers.ts'

const bytes = (length: number, value: number): Buffer => Buffer.alloc(length, value)
const value = { user: { id: 230 } }

describe('ironseal/iron', () => {
  it('exports what @hapi/iron and iron-webcrypto export, and all of it as the default', () => {
    const names = [...Object.keys(hapiIron), ...Object.keys(webcryptoIron)]
    expect(Object.keys(face)).toEqual(expect.arrayContaining(names))
    const { default: all, ...named } = face
    expect(all).toEqual(named)
  })

  it('has the constants of @hapi/iron, with the names that iron-webcrypto adds', () => {
    const hapi = hapiIron as unknown as typeof face
    expect(face.defaults).toEqual(hapi.defaults)
    expect(face.algorithms).toMatchObject(hapi.algorithms)
    expect(face.algorithms).toEqual((webcryptoIron as unknown as typeof face).algorithms)
    expect(face.macPrefix).toBe(hapi.macPrefix)
    expect(face.macFormatVersion).toBe(hapi.macFormatVersion)
  })

  it('gives keys like those of @hapi/iron', async () => {
    for (const algorithm of ['aes-256-cbc', 'aes-128-ctr', 'sha256']) {
      const options = { ...optionsWith().encryption, algorithm, salt: 'salt', iv: undefined }
      const mine = await ours.generateKey(PASSWORD, options)
      const theirs = await hapiIron.generateKey(PASSWORD, options)
      expect(Object.keys(mine)).toEqual(Object.keys(theirs))
      expect({ ...mine, iv: 0 }).toEqual({ ...theirs, iv: 0 })
      expect(mine.iv?.length).toBe(theirs.iv?.length)
    }
  })

  it('gives the iv back as it came, as both do', async () => {
    for (const iv of [bytes(16, 1), new Uint8Array(16)]) {
      const options = { ...optionsWith().encryption, iv }
      for (const iron of [ours, hapiIron, webcryptoIron]) {
        expect((await iron.generateKey(PASSWORD, options)).iv).toBe(iv)
      }
    }
  })

  it('takes a long key for a MAC as @hapi/iron does', async () => {
    const key = bytes(100, 5)
    expect(await ours.hmacWithPassword(key, optionsWith().integrity, 'x')).toEqual(
      await hapiIron.hmacWithPassword(key, optionsWith().integrity, 'x'),
    )
  })

  it('takes salts and ivs of text, as @hapi/iron does', async () => {
    const options = optionsWith(
      {},
      { salt: '4d8nr9q3 84nr', iv: 'abcdefghijklmnop' },
      { salt: 'änother' },
    )
    const mine = await ours.seal(value, { id: 'x', secret: PASSWORD }, options)
    expect(mine).toBe(await hapiIron.seal(value, { id: 'x', secret: PASSWORD }, options))
    expect(await hapiIron.unseal(mine, PASSWORD, options)).toEqual(value)
    expect(await ours.unseal(mine, PASSWORD, optionsWith())).toEqual(value)
  })

  it('takes the encoder and decoder of iron-webcrypto, which seals the same', async () => {
    const options = optionsWith({
      encode: (data: unknown) => Buffer.from(JSON.stringify(data)).toString('hex'),
      decode: (text: string) => JSON.parse(Buffer.from(text, 'hex').toString()),
    })
    const mine = await ours.seal(value, PASSWORD, options)
    const theirs = await webcryptoIron.seal(value, PASSWORD, options)
    expect(await webcryptoIron.unseal(mine, PASSWORD, options)).toEqual(value)
    expect(await ours.unseal(theirs, PASSWORD, options)).toEqual(value)
  })
})
