import { afterEach, describe, expect, it } from 'vitest'
import { algorithms, clone, defaults } from './defaults.ts'
import { generateKey, randomBits } from './key.ts'
import { decrypt, encrypt, hmacWithPassword } from './primitives.ts'

const PASSWORD = 'a password of thirty-two letters'
const KEY = { ...defaults.encryption, algorithm: 'aes-256-cbc' } as const

describe('generateKey', () => {
  it('makes a fresh salt and iv each time', async () => {
    const [one, two] = [await generateKey(PASSWORD, KEY), await generateKey(PASSWORD, KEY)]
    expect(one.salt).toMatch(/^[0-9a-f]{64}$/)
    expect(one.iv).toHaveLength(16)
    expect(one.salt).not.toBe(two.salt)
    expect(one.iv).not.toEqual(two.iv)
  })

  it('makes the same key of the same salt and rounds, and another of others', async () => {
    const keyOf = async (changes: object) =>
      (await generateKey(PASSWORD, { ...KEY, ...changes })).key.toString('hex')
    const key = await keyOf({ salt: 'a' })
    expect(await keyOf({ salt: 'a' })).toBe(key)
    expect(await keyOf({ salt: 'b' })).not.toBe(key)
    expect(await keyOf({ salt: 'a', iterations: 2 })).not.toBe(key)
    expect(await keyOf({ salt: 'a', algorithm: 'aes-128-ctr' })).toBe(key.slice(0, 32))
  })

  it.each([
    [1, 2],
    [8, 2],
    [9, 4],
    [128, 32],
    ['64', 16],
  ])('writes %s bits of salt as %d characters', async (saltBits, length) => {
    expect(
      (await generateKey(PASSWORD, { ...KEY, saltBits: saltBits as never })).salt,
    ).toHaveLength(length)
  })

  it('takes bytes as they are, without a salt', async () => {
    for (const password of [Buffer.alloc(40, 7), new Uint8Array(40).fill(7)]) {
      expect(await generateKey(password, { ...KEY, salt: 'not used' })).toMatchObject({
        key: Buffer.alloc(40, 7),
        salt: '',
      })
    }
  })

  it('copies the bytes', async () => {
    const password = new Uint8Array(32).fill(7)
    const { key } = await generateKey(password, KEY)
    password.fill(0)
    expect(key[0]).toBe(7)
  })

  it('gives a hash no iv', async () => {
    const key = await generateKey(PASSWORD, { ...KEY, algorithm: 'sha256' })
    expect(Object.keys(key)).toEqual(['key', 'salt'])
  })

  it('asks for no minimum when there is none, and passes nothing at one that is no number', async () => {
    const options = { ...KEY, minPasswordlength: undefined as never }
    expect((await generateKey('short', options)).key).toHaveLength(32)
    await expect(generateKey(PASSWORD, { ...KEY, minPasswordlength: NaN })).rejects.toThrow(
      /too short \(min NaN/,
    )
  })

  it('is no promise that throws at once', async () => {
    const attempt = generateKey(undefined as never, KEY)
    await expect(attempt).rejects.toThrow(/^Empty password$/)
  })
})

describe('an entry added to `algorithms`', () => {
  const table = algorithms as unknown as Record<string, { keyBits: number; ivBits: number }>
  afterEach(() => {
    delete table['extra']
    delete table['negative']
  })

  it('is one that keys are made for, and no cipher', async () => {
    table['extra'] = { keyBits: 192, ivBits: 96 }
    const key = await generateKey(PASSWORD, { ...KEY, algorithm: 'extra' as never })
    expect([key.key.length, key.iv.length]).toEqual([24, 12])
    await expect(encrypt(PASSWORD, { ...KEY, algorithm: 'extra' as never }, 'x')).rejects.toThrow(
      /^Unknown cipher$/,
    )
  })

  it('cannot change what a cipher takes', async () => {
    const { 'aes-256-cbc': cipher } = algorithms
    cipher.ivBits = 64
    await expect(encrypt(PASSWORD, KEY, 'x')).rejects.toThrow(/^Invalid initialization vector$/)
    cipher.ivBits = 128
  })

  it('fails when no such iv can be made', async () => {
    table['negative'] = { keyBits: 256, ivBits: -1 }
    await expect(generateKey(PASSWORD, { ...KEY, algorithm: 'negative' as never })).rejects.toThrow(
      /^Invalid random bits count$/,
    )
  })
})

describe('randomBits', () => {
  it('gives as many bytes as the bits need', () => {
    expect([1, 8, 9, 256].map((bits) => randomBits(bits).length)).toEqual([1, 1, 2, 32])
    expect(randomBits(256)).not.toEqual(randomBits(256))
  })

  it.each([0, -8, NaN, Infinity, undefined])('refuses %s', (bits) => {
    expect(() => randomBits(bits as never)).toThrow(/^Invalid random bits count$/)
  })
})

describe('clone', () => {
  it('gives options that can be changed', () => {
    const options = clone(defaults)
    options.encryption.iterations = 5
    expect(options).toEqual({ ...defaults, encryption: { ...defaults.encryption, iterations: 5 } })
    expect(defaults.encryption.iterations).toBe(1)
  })
})

describe('encrypt and decrypt', () => {
  const given = { ...KEY, salt: 'a', iv: Buffer.alloc(16) }

  it('take text and bytes', async () => {
    const { encrypted } = await encrypt(PASSWORD, given, 'é')
    expect((await encrypt(PASSWORD, given, Buffer.from('é'))).encrypted).toEqual(encrypted)
    expect(await decrypt(PASSWORD, given, encrypted)).toBe('é')
    expect(await decrypt(PASSWORD, given, new Uint8Array(encrypted))).toBe('é')
  })

  it('keep a byte order mark, and show bytes that are no text', async () => {
    const round = async (data: string | Buffer) =>
      decrypt(PASSWORD, given, (await encrypt(PASSWORD, given, data)).encrypted)
    expect(await round('\ufeffa')).toBe('\ufeffa')
    expect(await round(Buffer.from([0xff, 0x61]))).toBe('\ufffda')
    expect(await round('')).toBe('')
  })

  it('fail when the padding is wrong or nothing is there', async () => {
    const { encrypted } = await encrypt(PASSWORD, given, 'x'.repeat(40))
    await expect(decrypt(PASSWORD, given, encrypted.subarray(0, 32))).rejects.toThrow(
      /^bad decrypt$/,
    )
    await expect(decrypt(PASSWORD, given, Buffer.alloc(0))).rejects.toThrow(/^bad decrypt$/)
  })

  it('take counter mode, where nothing is padded', async () => {
    const counter = { ...given, algorithm: 'aes-128-ctr' } as const
    const { encrypted } = await encrypt(PASSWORD, counter, 'four')
    expect(encrypted).toHaveLength(4)
    expect(await decrypt(PASSWORD, counter, encrypted)).toBe('four')
    await expect(encrypt(Buffer.alloc(32), counter, 'x')).rejects.toThrow(/^Invalid key length$/)
  })
})

describe('hmacWithPassword', () => {
  it('gives the MAC of text and of bytes in base64url, and its salt', async () => {
    const options = { ...defaults.integrity, salt: 'abc' }
    const mac = await hmacWithPassword(PASSWORD, options, 'é')
    expect(mac).toEqual({ digest: expect.stringMatching(/^[\w-]{43}$/), salt: 'abc' })
    expect(await hmacWithPassword(PASSWORD, options, Buffer.from('é'))).toEqual(mac)
    expect(await hmacWithPassword(PASSWORD, options, 'e')).not.toEqual(mac)
  })
})
