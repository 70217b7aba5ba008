import { platform } from '#platform'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Bytes } from '../bytes/bytes.ts'
import { Key, type KeyDates } from '../keys/key.ts'
import { KeyRing } from '../keys/key-ring.ts'
import type { Platform } from '../platform/platform.ts'
import { deriveCompactKey, findCompactKey, kidsOf, knownKids } from './compact-keys.ts'

const DAY = 86_400_000
const secretOf = (number: number): string => `x7Kq2mZt9RbW4vYc1NdH8gLs5PfJ3aQe ${number}`
const keyOf = (id: number | string, secret: string | Bytes, dates?: KeyDates): Key =>
  new Key(String(id), secret, dates)
const kidOf = async (key: Key): Promise<Uint8Array> => (await deriveCompactKey(platform, key)).kid
const find = async (ring: KeyRing, kid: Uint8Array, on: Platform = platform) =>
  findCompactKey(knownKids(ring) ?? (await kidsOf(on, ring)), ring, kid)?.key

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

describe('the key of a key id', () => {
  it('is the one of the ring that has it, among a hundred', async () => {
    const keys = Array.from({ length: 100 }, (_, at) => keyOf(at, secretOf(at)))
    const ring = KeyRing.fromKeys(keys)
    for (const at of [0, 1, 57, 99]) {
      const foreign = keyOf('elsewhere', secretOf(at))
      expect(await find(ring, await kidOf(foreign))).toBe(keys[at])
    }
    expect(await find(ring, await kidOf(keyOf(0, secretOf(100))))).toBeUndefined()
  })

  it('depends on the secret alone and not on its id in Iron seals', async () => {
    const ids = await Promise.all(['1', '2', ''].map((id) => kidOf(keyOf(id, secretOf(1)))))
    expect(ids[1]).toEqual(ids[0])
    expect(ids[2]).toEqual(ids[0])
    expect(await kidOf(keyOf('1', secretOf(2)))).not.toEqual(ids[0])
  })

  it('is nobody for a key id that differs in one bit', async () => {
    const key = keyOf(1, secretOf(1))
    const ring = KeyRing.fromKeys([key])
    const kid = await kidOf(key)
    for (let bit = 0; bit < 128; bit++) {
      const other = kid.slice()
      other[bit >> 3]! ^= 1 << (bit & 7)
      expect(await find(ring, other)).toBeUndefined()
    }
    expect(await find(ring, kid.slice(0, 15))).toBeUndefined()
  })

  it('is found under the two names of a single password once', async () => {
    const ring = KeyRing.fromPassword(secretOf(1))
    expect(await find(ring, await kidOf(ring.sealingKey()))).toBe(ring.sealingKey())
  })

  it('is derived once: later look-ups cost no cryptography', async () => {
    const ring = KeyRing.fromKeys([keyOf(2, secretOf(2)), keyOf(1, secretOf(1))])
    const kid = await kidOf(ring.find('1')!)
    await find(ring, kid)
    const hkdf = vi.spyOn(platform, 'hkdfSha256')
    const listed = vi.spyOn(ring, 'keys')
    await find(ring, kid)
    await find(ring, new Uint8Array(16))
    await kidOf(ring.find('2')!)
    expect(hkdf).not.toHaveBeenCalled()
    expect(listed).not.toHaveBeenCalled()
  })
})

describe('a key that is not in use', () => {
  it('is not found from the millisecond on in which it retires', async () => {
    const old = keyOf(1, secretOf(1), { retireAt: DAY })
    const ring = KeyRing.fromKeys([keyOf(2, secretOf(2)), old])
    const kid = await kidOf(old)
    vi.useFakeTimers({ now: DAY - 1, toFake: ['Date'] })
    expect(await find(ring, kid)).toBe(old)
    vi.setSystemTime(DAY)
    expect(await find(ring, kid)).toBeUndefined()
  })

  it('is found before it may seal: every server knows it before any uses it', async () => {
    const next = keyOf(2, secretOf(2), { sealFrom: DAY })
    const ring = KeyRing.fromKeys([next, keyOf(1, secretOf(1))])
    vi.useFakeTimers({ now: 0, toFake: ['Date'] })
    expect(await find(ring, await kidOf(next))).toBe(next)
  })
})

describe('one secret under several ids', () => {
  const bytes = (): Bytes => new Uint8Array(32).map((_, at) => at * 5)
  const hex = `hex:${Buffer.from(bytes()).toString('hex')}`

  it.each([
    ['a text', secretOf(1), secretOf(1)],
    ['bytes', bytes(), bytes()],
    ['bytes and their spelling', bytes(), hex],
    ['two spellings', hex, `hex:${hex.slice(4).toUpperCase()}`],
  ])(
    'is found as the one that seals, so that its seals are not stale: %s',
    async (_, one, same) => {
      const [later, now] = [keyOf(2, one, { sealFrom: DAY }), keyOf(1, same)]
      const ring = KeyRing.fromKeys([later, now])
      vi.useFakeTimers({ now: 0, toFake: ['Date'] })
      expect(await find(ring, await kidOf(later))).toBe(now)
      vi.setSystemTime(DAY)
      expect(await find(ring, await kidOf(later))).toBe(later)
    },
  )

  it('is found for as long as one of them is in use', async () => {
    const [retired, kept] = [keyOf(2, secretOf(1), { retireAt: 1 }), keyOf(1, secretOf(1))]
    const ring = KeyRing.fromKeys([keyOf(3, secretOf(3)), retired, kept])
    expect(await find(ring, await kidOf(retired))).toBe(kept)
  })
})

describe('a secret that cannot have sealed', () => {
  it('is left out of the ring, and does not stop the reading of other seals', async () => {
    const good = keyOf(1, secretOf(1))
    const bad = ['short', undefined, 7, `hex:${'0g'.repeat(40)}`].map((secret, at) =>
      keyOf(`bad${at}`, secret as string),
    )
    const ring = KeyRing.fromKeys([...bad, good])
    expect(await find(ring, await kidOf(good))).toBe(good)
    expect(await find(ring, new Uint8Array(16))).toBeUndefined()
    expect(await find(KeyRing.fromPassword('short'), new Uint8Array(16))).toBeUndefined()
    expect(await find(KeyRing.fromList([]), new Uint8Array(16))).toBeUndefined()
  })
})

it('key ids that share a slot of the index are told apart', async () => {
  // They hold the same words in another order, which nobody can make happen with the real platform.
  const alike: Platform = {
    ...platform,
    hkdfSha256: (secret, _salt, _info, length) => {
      const derived = new Uint8Array(length)
      derived[secret.at(-1) === 0x31 ? 3 : 7] = 1
      return derived
    },
  }
  const keys = [1, 2].map((number) => keyOf(number, secretOf(number)))
  const ring = KeyRing.fromKeys(keys)
  for (const key of keys) {
    const { kid } = await deriveCompactKey(alike, key)
    expect(await find(ring, kid, alike)).toBe(key)
  }
  expect(await find(ring, new Uint8Array(16), alike)).toBeUndefined()
})

it('everything that a ring needs is asked for before anything is waited for', async () => {
  let asked = 0
  let answer = (): void => {}
  const answered = new Promise<void>((resolve) => (answer = resolve))
  const slow: Platform = {
    ...platform,
    hkdfSha256: async (...given) => {
      asked++
      await answered
      return platform.hkdfSha256(...given)
    },
  }
  const kid = await kidOf(keyOf(1, secretOf(1)))
  const finding = find(KeyRing.fromKeys([keyOf(1, secretOf(1)), keyOf(2, secretOf(2))]), kid, slow)
  expect(asked).toBe(4)
  answer()
  expect((await finding)?.id).toBe('1')
})

describe('two secrets with one key id', () => {
  it('are refused, in whatever order: nobody could say which one sealed', async () => {
    // No two such secrets are known, so the platform of this test makes them.
    const broken: Platform = {
      ...platform,
      hkdfSha256: (_secret, _salt, _info, length) => new Uint8Array(length),
    }
    for (const order of [
      [1, 2],
      [2, 1],
    ]) {
      const ring = KeyRing.fromKeys(order.map((number) => keyOf(number, secretOf(number))))
      for (let use = 0; use < 2; use++)
        await expect((async () => find(ring, new Uint8Array(16), broken))()).rejects.toMatchObject({
          code: 'ERR_IRONSEAL_PASSWORD',
          message: 'Two secrets of the key ring have the same key id',
          option: 'password',
          hint: expect.stringContaining('Generate new secrets'),
        })
    }
  })
})
