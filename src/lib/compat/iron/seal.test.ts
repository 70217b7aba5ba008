import { afterEach, describe, expect, it, vi } from 'vitest'
import { clone, defaults } from './defaults.ts'
import { seal } from './seal.ts'
import type { SealOptions } from './types.ts'
import { unseal } from './unseal.ts'

const PASSWORD = 'a password of thirty-two letters'

afterEach(() => void vi.useRealTimers())

describe('seal', () => {
  it('makes a different seal each time', async () => {
    const seals = [await seal({}, PASSWORD, defaults), await seal({}, PASSWORD, defaults)]
    for (const part of [2, 3, 4, 6, 7]) {
      expect(seals[0]?.split('*')[part]).not.toBe(seals[1]?.split('*')[part])
    }
  })

  it('writes when the seal ends', async () => {
    vi.useFakeTimers({ now: 1_700_000_000_000, toFake: ['Date'] })
    const endWith = async (changes: Partial<SealOptions>) =>
      (await seal({}, PASSWORD, { ...defaults, ...changes })).split('*')[5]
    expect(await endWith({ ttl: 1 })).toBe('1700000000001')
    expect(await endWith({ ttl: 1, localtimeOffsetMsec: -1_000_000_000_000 })).toBe('700000000001')
    expect(await endWith({ ttl: 0 })).toBe('')
    expect(await endWith({ ttl: undefined as never })).toBe('')
  })

  it.each([NaN, null, '5', Infinity, 0.5, -1])('makes no seal with a ttl of %s', async (ttl) => {
    await expect(seal({}, PASSWORD, { ...defaults, ttl: ttl as never })).rejects.toThrow(TypeError)
  })

  it('makes no seal with a clock offset that is text', async () => {
    const options = { ...defaults, ttl: 1, localtimeOffsetMsec: '5' as never }
    await expect(seal({}, PASSWORD, options)).rejects.toThrow(TypeError)
  })

  it('seals what the value and the options are at the time of the call', async () => {
    const value = { a: 1 }
    const key = new Uint8Array(32).fill(1)
    const options = clone(defaults)
    const sealing = seal(value, { encryption: key, integrity: PASSWORD }, options)
    value.a = 2
    key.fill(2)
    options.encryption.algorithm = 'aes-128-ctr'
    options.integrity.iterations = 2
    const secrets = { encryption: new Uint8Array(32).fill(1), integrity: PASSWORD }
    expect(await unseal(await sealing, { default: secrets }, defaults)).toEqual({ a: 1 })
  })

  it('leaves the options of the caller alone', async () => {
    const options = Object.freeze({
      ...defaults,
      encryption: Object.freeze({ ...defaults.encryption }),
      integrity: Object.freeze({ ...defaults.integrity }),
    })
    expect(await unseal(await seal(1, PASSWORD, options), PASSWORD, options)).toBe(1)
  })

  it.each(['a*b', '*', 'x\ud800', '\udc00'])(
    'refuses the salt %j, with which it could not be read',
    async (salt) => {
      for (const part of ['encryption', 'integrity'] as const) {
        const options = { ...defaults, [part]: { ...defaults[part], salt } }
        await expect(seal({}, PASSWORD, options)).rejects.toThrow(/^Invalid salt$/)
      }
    },
  )

  it('refuses what would be longer than any seal that is read', async () => {
    await expect(seal('x'.repeat(1024 * 1024), PASSWORD, defaults)).rejects.toThrow(
      /^Sealed text too long/,
    )
    const big = await seal('x'.repeat(700_000), PASSWORD, defaults)
    expect(await unseal(big, PASSWORD, defaults)).toHaveLength(700_000)
  })

  it('refuses nothing at all in counter mode, where it would have no ciphertext', async () => {
    const options: SealOptions = { ...clone(defaults), encode: () => '', decode: (text) => [text] }
    expect(await unseal(await seal(1, PASSWORD, options), PASSWORD, options)).toEqual([''])
    options.encryption.algorithm = 'aes-128-ctr'
    await expect(seal(1, PASSWORD, options)).rejects.toThrow(/^Data is empty$/)
  })

  it('lets the errors of an encoder and a decoder through', async () => {
    const fail = (): never => {
      throw new RangeError('mine')
    }
    await expect(seal(1, PASSWORD, { ...defaults, encode: fail })).rejects.toThrow(RangeError)
    const sealed = await seal(1, PASSWORD, defaults)
    await expect(unseal(sealed, PASSWORD, { ...defaults, decode: fail })).rejects.toThrow(
      RangeError,
    )
  })
})
