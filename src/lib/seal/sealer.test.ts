import { platform } from '#platform'
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { KeyRing } from '../keys/key-ring.ts'
import { fixedKeys } from '../keys/key-source.ts'
import type { SealContent, SealFormat } from './format.ts'
import { createIronFormat } from './iron.ts'
import { createSealer, type Sealer, type Unsealed } from './sealer.ts'

const OLD = 'the old password, of enough letters'
const NEW = 'the new password, of enough letters'
const CONTEXT = { purpose: 'session', name: 'c' }
const CONTENT: SealContent = { json: '{"a":1}', expires: 4_000_000_000_000 }

const iron = createIronFormat()
/** A second format: Iron under another name, so that the choice by prefix can be seen. */
const other: SealFormat = {
  ...iron,
  name: 'other',
  recognizes: (text) => text.startsWith('other:'),
  seal: async (...args) => `other:${await iron.seal(...args)}`,
  open: (on, text, ...rest) => iron.open(on, text.slice('other:'.length), ...rest),
}

const sealerOf = (ring: KeyRing, format = iron, accept = [format], maxLength = 4096): Sealer =>
  createSealer({ platform, keys: fixedKeys(ring), format, accept, maxLength })
const single = KeyRing.fromPassword(OLD)
const rotated = KeyRing.fromList([
  { id: 2, password: NEW },
  { id: 1, password: OLD },
])
const seal = async (sealer: Sealer): Promise<string> => sealer.seal(CONTENT, CONTEXT)
const unseal = async (sealer: Sealer, text: string): Promise<Unsealed> =>
  sealer.unseal(text, CONTEXT)

/** How often anything of the platform was asked for. */
const calls = {
  pbkdf2Sha1: vi.spyOn(platform, 'pbkdf2Sha1'),
  hmacSha256: vi.spyOn(platform, 'hmacSha256'),
  decrypt: vi.spyOn(platform, 'decrypt'),
  encrypt: vi.spyOn(platform, 'encrypt'),
  randomBytes: vi.spyOn(platform, 'randomBytes'),
}
const counted = (): Record<string, number> =>
  Object.fromEntries(
    Object.entries(calls)
      .map(([name, { mock }]) => [name, mock.calls.length] as const)
      .filter(([, count]) => count > 0),
  )
beforeEach(() => Object.values(calls).forEach((call) => call.mockClear()))
afterAll(() => Object.values(calls).forEach((call) => call.mockRestore()))

describe('a sealer', () => {
  it('gives back what it sealed', async () => {
    const sealer = sealerOf(single)
    expect(await unseal(sealer, await seal(sealer))).toEqual({
      ok: true,
      content: CONTENT,
      carriesMeta: false,
      stale: false,
    })
  })

  it('calls a seal stale that another key of the ring made', async () => {
    const text = await seal(sealerOf(single))
    expect(await unseal(sealerOf(rotated), text)).toMatchObject({ ok: true, stale: true })
    const again = await seal(sealerOf(rotated))
    expect(await unseal(sealerOf(rotated), again)).toMatchObject({ ok: true, stale: false })
  })

  it('calls a seal stale that another format made', async () => {
    const text = await seal(sealerOf(single))
    const sealer = sealerOf(single, other, [other, iron])
    expect(await unseal(sealer, text)).toMatchObject({ ok: true, stale: true })
    expect(await unseal(sealer, await seal(sealer))).toMatchObject({ ok: true, stale: false })
  })

  it('does not read a format that it was not told to accept', async () => {
    const text = await seal(sealerOf(single, other))
    expect(await unseal(sealerOf(single), text)).toEqual({ ok: false, reason: 'malformed' })
  })

  it('cannot seal with an empty ring', async () => {
    await expect(seal(sealerOf(KeyRing.fromList([])))).rejects.toMatchObject({
      code: 'ERR_IRONSEAL_PASSWORD',
    })
  })
})

describe('the cost of a refusal', () => {
  it.each(['A', '*', '~', '.', 'Fe26.2*1*'])('is nothing for 16 MiB of %s', async (filler) => {
    const text = `Fe26.2*1*${filler.repeat((16 * 1024 * 1024) / filler.length)}`
    const looked = vi.fn()
    const format: SealFormat = { ...iron, recognizes: looked, keyFor: looked, open: looked }
    const sealer = sealerOf(single, format)
    sealer.assertKeyUsable(text)
    expect(await unseal(sealer, text)).toEqual({ ok: false, reason: 'oversize' })
    expect(looked).not.toHaveBeenCalled()
    expect(counted()).toEqual({})
  })

  it('begins one character beyond the limit', async () => {
    const text = await seal(sealerOf(single))
    const at = (maxLength: number): Sealer => sealerOf(single, iron, [iron], maxLength)
    expect(await unseal(at(text.length), text)).toMatchObject({ ok: true })
    expect(await unseal(at(text.length - 1), text)).toEqual({ ok: false, reason: 'oversize' })
  })

  it.each([
    ['no seal', '', 'malformed'],
    ['no seal', 'abc', 'malformed'],
    ['4 kB of stars', '*'.repeat(4096), 'malformed'],
    ['the beginning of a seal', `Fe26.2${'*'.repeat(4000)}`, 'malformed'],
  ])('is no cryptography for %s', async (_, text, reason) => {
    expect(await unseal(sealerOf(single), text)).toEqual({ ok: false, reason })
    expect(counted()).toEqual({})
  })

  it('is no cryptography for an unknown key', async () => {
    const text = (await seal(sealerOf(single))).replace('*1*', '*7*')
    Object.values(calls).forEach((call) => call.mockClear())
    expect(await unseal(sealerOf(single), text)).toEqual({ ok: false, reason: 'unknown-key' })
    expect(counted()).toEqual({})
  })

  it('is one derivation and one MAC for a forged seal, which is never decrypted', async () => {
    const text = await seal(sealerOf(KeyRing.fromPassword(NEW)))
    Object.values(calls).forEach((call) => call.mockClear())
    expect(await unseal(sealerOf(single), text)).toEqual({ ok: false, reason: 'invalid' })
    expect(counted()).toEqual({ pbkdf2Sha1: 1, hmacSha256: 1 })
  })

  it('is the same with a hundred keys: the id says which one it is', async () => {
    const hundred = KeyRing.fromList(
      Array.from({ length: 100 }, (_, id) => ({ id: id + 1, password: `${OLD} ${id}` })),
    )
    const text = await seal(sealerOf(single))
    Object.values(calls).forEach((call) => call.mockClear())
    expect(await unseal(sealerOf(hundred), text)).toEqual({ ok: false, reason: 'invalid' })
    expect(counted()).toEqual({ pbkdf2Sha1: 1, hmacSha256: 1 })
  })
})

describe('the order of unsealing', () => {
  it('is MAC first, decryption after', async () => {
    const text = await seal(sealerOf(single))
    Object.values(calls).forEach((call) => call.mockClear())
    await unseal(sealerOf(single), text)
    expect(counted()).toEqual({ pbkdf2Sha1: 2, hmacSha256: 1, decrypt: 1 })
    const [verified] = calls.hmacSha256.mock.invocationCallOrder
    const [decrypted] = calls.decrypt.mock.invocationCallOrder
    expect(verified).toBeLessThan(decrypted!)
  })
})

describe('assertKeyUsable', () => {
  const short = KeyRing.fromList([
    { id: 1, password: OLD },
    { id: 2, password: 'short' },
  ])

  it('throws when the seal asks for a password that cannot be used', async () => {
    const text = await seal(sealerOf(single))
    const sealer = sealerOf(short)
    expect(() => sealer.assertKeyUsable(text.replace('*1*', '*2*'))).toThrow(
      expect.objectContaining({ code: 'ERR_IRONSEAL_PASSWORD' }),
    )
  })

  it.each(['', 'abc', 'Fe26.2', 'Fe26.2*9*x', 'Fe26.2*1*x', 'Fe26.2*2'])(
    'says nothing about %j',
    (text) => {
      expect(() => sealerOf(short).assertKeyUsable(text)).not.toThrow()
    },
  )

  it('looks at a seal of the greatest length, and at no longer one', () => {
    const text = 'Fe26.2*2*x'
    const at = (maxLength: number): Sealer => sealerOf(short, iron, [iron], maxLength)
    expect(() => at(text.length).assertKeyUsable(text)).toThrow(/too short/)
    expect(() => at(text.length - 1).assertKeyUsable(text)).not.toThrow()
  })

  it('costs no cryptography', async () => {
    const text = await seal(sealerOf(single))
    Object.values(calls).forEach((call) => call.mockClear())
    sealerOf(short).assertKeyUsable(text)
    expect(counted()).toEqual({})
  })
})
