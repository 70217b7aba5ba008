import { platform } from '#platform'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createDefaults, defaults } from './defaults.ts'
import { seal } from './seal.ts'
import { unseal } from './unseal.ts'

const PASSWORD = 'a password of thirty-two letters'
const sealed = await seal({ a: 1 }, { id: '1', secret: PASSWORD }, { ...defaults, ttl: 1e9 })
const open = (text: string) => unseal(text, { 1: PASSWORD }, defaults)

afterEach(() => vi.restoreAllMocks())
/** Counts what is asked of the platform from here on. */
const spies = () => ({
  derive: vi.spyOn(platform, 'pbkdf2Sha1'),
  authenticate: vi.spyOn(platform, 'hmacSha256'),
  decrypt: vi.spyOn(platform, 'decrypt'),
})

describe('unseal', () => {
  it('opens no seal in which one character differs', async () => {
    const opened: string[] = []
    for (let at = 0; at < sealed.length; at++) {
      for (const other of new Set([
        '0',
        'A',
        'B',
        '_',
        '*',
        '=',
        ' ',
        ...neighbours(sealed.charCodeAt(at)),
      ])) {
        if (other === sealed[at]) continue
        const changed = sealed.slice(0, at) + other + sealed.slice(at + 1)
        await open(changed).then(
          () => opened.push(changed),
          () => {},
        )
      }
    }
    expect(opened).toEqual([])
  })

  it('opens no seal of which characters are missing or doubled', async () => {
    for (let at = 0; at < sealed.length; at++) {
      const [head, tail] = [sealed.slice(0, at), sealed.slice(at + 1)]
      await expect(open(head + tail)).rejects.toThrow(Error)
      await expect(open(`${head}${sealed[at]}${sealed[at]}${tail}`)).rejects.toThrow(Error)
      await expect(open(head)).rejects.toThrow(Error)
    }
  })

  it('looks at no text of more than 1 MiB', async () => {
    const { derive, authenticate } = spies()
    const long = 'A'.repeat(1024 * 1024)
    for (const text of [`${long}A`, `${sealed}${long}`, '*'.repeat(1024 * 1024 + 1)]) {
      await expect(open(text)).rejects.toThrow(/^Sealed text too long/)
    }
    await expect(open(long)).rejects.toThrow(/^Incorrect number of sealed components$/)
    expect([derive.mock.calls, authenticate.mock.calls]).toEqual([[], []])
  })

  it('decrypts nothing that is not authentic', async () => {
    const { authenticate, decrypt } = spies()
    await expect(open(sealed.replace(/\w$/, '-'))).rejects.toThrow(Error)
    await expect(open(sealed.replace('*1*', '*1*a'))).rejects.toThrow(/^Bad hmac value$/)
    expect(decrypt).not.toHaveBeenCalled()
    expect(authenticate).toHaveBeenCalled()
  })

  it.each(['1', '99999999999999', 'x', '-1', '012', ''])(
    'verifies first, whatever the expiry: "%s"',
    async (expiry) => {
      const { authenticate, decrypt } = spies()
      const parts = sealed.split('*')
      await expect(open(withPart(parts, 5, expiry))).rejects.toThrow(Error)
      expect(authenticate).toHaveBeenCalledOnce()
      expect(decrypt).not.toHaveBeenCalled()
    },
  )

  it('takes a salt of the MAC only where one was used: the MAC does not cover it', async () => {
    const key = Buffer.alloc(32, 7)
    const parts = (await seal({}, key, defaults)).split('*')
    expect([parts[2], parts[6]]).toEqual(['', ''])
    expect(await unseal(parts.join('*'), key, defaults)).toEqual({})
    await expect(unseal(withPart(parts, 6, 'ab'), key, defaults)).rejects.toThrow(
      /^Bad hmac value$/,
    )
  })

  it('takes one spelling of a salt: half a pair of surrogates hashes like U+FFFD', async () => {
    for (const [part, message] of [
      ['integrity', /^Bad hmac value$/],
      ['encryption', /^bad decrypt$/],
    ] as const) {
      const options = { ...defaults, [part]: { ...defaults[part], salt: 'x\ufffd' } }
      const text = await seal({}, PASSWORD, options)
      expect(await unseal(text, PASSWORD, defaults)).toEqual({})
      const respelled = text.replace('\ufffd', '\ud800')
      await expect(unseal(respelled, PASSWORD, defaults)).rejects.toThrow(message)
    }
  })
})

describe('the options of unseal', () => {
  it('may be missing, and are then those of a standard seal, whatever happened to `defaults`', async () => {
    try {
      Object.assign(defaults, {
        timestampSkewSec: 1e9,
        integrity: { ...defaults.integrity, iterations: 9 },
      })
      expect(await unseal(sealed, { 1: PASSWORD })).toEqual({ a: 1 })
    } finally {
      Object.assign(defaults, createDefaults())
    }
  })

  it('judge the expiry by a skew of 60 seconds when none is given', async () => {
    const past = await seal({}, PASSWORD, { ...defaults, ttl: 1, localtimeOffsetMsec: -61_000 })
    const options = { ...defaults, timestampSkewSec: undefined as never }
    await expect(unseal(past, PASSWORD, options)).rejects.toThrow(/^Expired seal$/)
    expect(await unseal(past, PASSWORD, { ...options, timestampSkewSec: 65 })).toEqual({})
  })

  it.each([NaN, Infinity, null, '60', -1])('refuse a skew of %s', async (timestampSkewSec) => {
    const options = { ...defaults, timestampSkewSec: timestampSkewSec as never }
    await expect(unseal(sealed, { 1: PASSWORD }, options)).rejects.toThrow(
      /^Invalid timestampSkewSec/,
    )
  })

  it('are taken as they are at the time of the call', async () => {
    const options = createDefaults()
    const opening = unseal(sealed, { 1: PASSWORD }, options)
    options.encryption.algorithm = 'aes-128-ctr'
    options.integrity.iterations = 5
    expect(await opening).toEqual({ a: 1 })
  })

  it('need no salt sizes, as the seal has its salts', async () => {
    const { saltBits: _, ...encryption } = defaults.encryption
    const { saltBits: __, ...integrity } = defaults.integrity
    const options = { ...defaults, encryption, integrity } as never
    expect(await unseal(sealed, { 1: PASSWORD }, options)).toEqual({ a: 1 })
  })

  it('have no say in the salts and iv, which are those of the seal', async () => {
    const encryption = { ...defaults.encryption, salt: 'other', iv: Buffer.alloc(3) }
    const integrity = { ...defaults.integrity, salt: 'other' }
    const options = { ...defaults, encryption, integrity }
    expect(await unseal(sealed, { 1: PASSWORD }, options)).toEqual({ a: 1 })
  })
})

it.each([
  ['bytes', (key: Uint8Array) => key],
  ['a secret of bytes', (key: Uint8Array) => ({ id: '', secret: key })],
  ['two secrets of bytes', (key: Uint8Array) => ({ encryption: key, integrity: key })],
])('takes %s as they are at the call: the caller may wipe them', async (_, passwordOf) => {
  const key = new Uint8Array(32).fill(7)
  const sealing = seal({ a: 1 }, key.slice(), defaults)
  const ours = key.slice()
  const opening = unseal(await sealing, { default: passwordOf(ours) }, defaults)
  ours.fill(0)
  expect(await opening).toEqual({ a: 1 })
})

/** The characters that a lenient reader could take for this one. */
function neighbours(code: number): string[] {
  return [code - 1, code + 1, code ^ 0x20, code + 0x100, code + 0xfee0].map((other) =>
    String.fromCharCode(other),
  )
}

function withPart(parts: readonly string[], at: number, part: string): string {
  return parts.map((old, index) => (index === at ? part : old)).join('*')
}
