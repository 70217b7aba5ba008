import { platform } from '#platform'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { encodeBase64url } from '../bytes/base64url.ts'
import type { Bytes } from '../bytes/bytes.ts'
import { Key } from '../keys/key.ts'
import { KeyRing } from '../keys/key-ring.ts'
import { encodeContext } from './compact-context.ts'
import { deriveCompactKey } from './compact-keys.ts'
import { encodePlaintext } from './compact-plaintext.ts'
import { createCompactFormat } from './compact.ts'
import type { Opened, SealContent, SealContext } from './format.ts'
import { sealXaes } from './xaes.ts'

const SECRET = 'x7Kq2mZt9RbW4vYc1NdH8gLs5PfJ3aQe'
const SESSION: SealContext = { purpose: 'session', name: '__Host-session' }
const LINK: SealContext = { purpose: 'seal:magic-link', name: '' }
const NOW = 1_700_000_000_000
const TIMES = { created: NOW, issued: NOW + 5000 }
const CONTENT: SealContent = { json: '{"a":1}', expires: NOW + 65_000, times: TIMES }
const ring = KeyRing.fromPassword(SECRET)
const format = createCompactFormat()

const seal = async (
  content = CONTENT,
  context = SESSION,
  key = ring.sealingKey(),
  by = format,
): Promise<string> => by.seal(platform, content, key, context)
const open = async (text: string, context = SESSION, keys = ring): Promise<Opened> =>
  format.open(platform, text, keys, context)

afterEach(() => void vi.restoreAllMocks())

describe('the compact format', () => {
  it('gives back what it was given', async () => {
    const sid = Uint8Array.from({ length: 16 }, (_, at) => at)
    const full = { ...CONTENT, sid, meta: '{"v":1}', transient: true }
    expect(await open(await seal(full))).toEqual({ ok: true, content: full, key: ring.primary })
    expect(await open(await seal())).toEqual({
      ok: true,
      content: { ...CONTENT, sid: undefined, meta: undefined, transient: false },
      key: ring.primary,
    })
  })

  it('is known by its first letter', async () => {
    for (let round = 0; round < 50; round++) {
      const text = await seal()
      expect(text).toMatch(/^s[Q-Za-f][\w-]+$/)
      expect(format.recognizes(text)).toBe(true)
    }
    for (const text of ['', 'S', 'Fe26.2*1*', 'eyJ', ' s'])
      expect(format.recognizes(text)).toBe(false)
  })

  it('carries times, and asks for no key by name', () => {
    expect([format.name, format.carriesMeta]).toEqual(['compact', true])
    expect(format.keyFor('s', ring)).toBeUndefined()
  })

  it('takes a fresh nonce of 24 bytes for every seal', async () => {
    const random = vi.spyOn(platform, 'randomBytes')
    const seals = [await seal(), await seal(), await seal()]
    expect(random.mock.calls).toEqual([[24], [24], [24]])
    expect(new Set(seals.map((text) => text.slice(23, 55))).size).toBe(3)
  })

  it('seals with a key of bytes and with an encoded one, and opens what the other sealed', async () => {
    const raw = new Uint8Array(32).fill(7)
    const [bytes, encoded] = [new Key('1', raw), new Key('9', `hex:${'07'.repeat(32)}`)]
    const text = await seal(CONTENT, SESSION, bytes)
    expect(await open(text, SESSION, KeyRing.fromKeys([encoded]))).toMatchObject({ ok: true })
  })

  it.each([
    ['short', 'x'.repeat(31)],
    ['missing', undefined],
    ['of too few bytes', new Uint8Array(31)],
    ['encoded and too short', `hex:${'07'.repeat(31)}`],
    ['encoded and broken', `hex:${'0g'.repeat(32)}`],
  ])('does not seal with a secret that is %s', async (_, secret) => {
    await expect(seal(CONTENT, SESSION, new Key('1', secret as string))).rejects.toMatchObject({
      code: 'ERR_IRONSEAL_PASSWORD',
      message: 'A compact seal needs a secret of at least 32 characters or bytes',
      option: 'password',
      hint: 'Generate one with `openssl rand -base64 32`.',
    })
  })

  it.each(['session', 'bearer'])('makes no endless seal for the purpose %s', async (purpose) => {
    const endless = { ...CONTENT, expires: undefined }
    const random = vi.spyOn(platform, 'randomBytes')
    await expect(seal(endless, { ...SESSION, purpose })).rejects.toMatchObject({
      code: 'ERR_IRONSEAL_USAGE',
      message: `A compact seal for the purpose \`${purpose}\` must have an end`,
    })
    expect(random).not.toHaveBeenCalled()
    expect(await open(await seal(endless, LINK), LINK)).toMatchObject({ ok: true })
  })

  // A key holder with other software could make one; a session that never ends is none of ours.
  it.each(['session', 'bearer'])('opens no endless seal for the purpose %s', async (purpose) => {
    const use = { purpose, name: 'c' }
    const { kid, xaes } = await deriveCompactKey(platform, ring.sealingKey())
    const head = Uint8Array.of(0xb1, ...kid)
    const plaintext = encodePlaintext({ ...CONTENT, expires: undefined }, false)
    const nonce = platform.randomBytes(24)
    const aad = encodeContext(head, use)
    const sealed = await sealXaes(platform, xaes, nonce, aad, plaintext)
    const text = encodeBase64url(Uint8Array.of(...head, ...nonce, ...sealed))
    expect(await open(text, use)).toEqual({ ok: false, reason: 'malformed' })
  })

  it('says by its length how long the JSON is, unless it is padded', async () => {
    const padded = createCompactFormat(true)
    const lengths = async (by: typeof format): Promise<Set<number>> => {
      const seals = Array.from({ length: 40 }, (_, at) =>
        seal({ ...CONTENT, json: `"${'x'.repeat(at)}"` }, SESSION, ring.sealingKey(), by),
      )
      return new Set((await Promise.all(seals)).map(({ length }) => length))
    }
    expect((await lengths(format)).size).toBe(40)
    expect((await lengths(padded)).size).toBe(1)
  })
})

describe('a compact seal', () => {
  it('opens for the very same use only', async () => {
    const full = { ...LINK, audience: 'a', bind: 'b' }
    const text = await seal(CONTENT, full)
    expect(await open(text, { ...full })).toMatchObject({ ok: true })
    for (const other of [
      { ...full, purpose: 'seal:other' },
      { ...full, name: 'c' },
      { ...full, audience: 'A' },
      { ...full, bind: 'c' },
      { ...LINK, audience: 'a' },
      { ...LINK, bind: 'b' },
      LINK,
    ])
      expect(await open(text, other)).toEqual({ ok: false, reason: 'invalid' })
  })

  it('without an audience is one for the empty audience', async () => {
    expect(await open(await seal(), { ...SESSION, audience: '' })).toMatchObject({ ok: true })
  })

  it('costs no cryptography before its key is known', async () => {
    await open(await seal())
    const calls = (
      ['hkdfSha256', 'encryptBlocks', 'openGcm', 'sealGcm', 'randomBytes'] as const
    ).map((name) => vi.spyOn(platform, name))
    const other = await createCompactFormat().open(platform, `sQ${'A'.repeat(4000)}`, ring, SESSION)
    expect(other).toEqual({ ok: false, reason: 'unknown-key' })
    for (const text of ['', 's', 'sQ', '*'.repeat(4096), `s*${'A'.repeat(200)}`])
      expect(await open(text)).toEqual({ ok: false, reason: 'malformed' })
    for (const call of calls) expect(call).not.toHaveBeenCalled()
  })

  it('has 58 bytes at least: version, key id, nonce, one byte of JSON and the tag', async () => {
    const texts = [57, 58].map((length) => {
      const bytes = new Uint8Array(length)
      bytes[0] = 0xb1
      return encodeBase64url(bytes)
    })
    expect(await Promise.all(texts.map((text) => open(text)))).toEqual([
      { ok: false, reason: 'malformed' },
      { ok: false, reason: 'unknown-key' },
    ])
  })

  it('is decrypted once, with one key', async () => {
    const text = await seal()
    await open(text)
    const [derived, blocks, opened] = [
      vi.spyOn(platform, 'hkdfSha256'),
      vi.spyOn(platform, 'encryptBlocks'),
      vi.spyOn(platform, 'openGcm'),
    ]
    expect(await open(text)).toMatchObject({ ok: true })
    expect(await open(text, LINK)).toEqual({ ok: false, reason: 'invalid' })
    expect([derived, blocks, opened].map(({ mock }) => mock.calls.length)).toEqual([0, 2, 2])
  })

  it('leaves the bytes of the ring and its own alone', async () => {
    const raw: Bytes = new Uint8Array(32).map((_, at) => at * 3)
    const before = raw.slice()
    const keys = KeyRing.fromKeys([new Key('1', raw)])
    const sid = new Uint8Array(16).fill(9)
    const text = await seal({ ...CONTENT, sid }, SESSION, keys.sealingKey())
    await open(text, SESSION, keys)
    expect([raw, sid]).toEqual([before, new Uint8Array(16).fill(9)])
  })
})
