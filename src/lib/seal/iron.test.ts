import { platform } from '#platform'
import { describe, expect, it, vi } from 'vitest'
import { Key } from '../keys/key.ts'
import { KeyRing } from '../keys/key-ring.ts'
import type { Opened, SealContent } from './format.ts'
import { encryptIron } from './iron-cipher.ts'
import { IRON_PARAMETERS } from './iron-parameters.ts'
import { createIronFormat } from './iron.ts'

const PASSWORD = 'a password of thirty-two letters'
const CONTEXT = { purpose: 'session', name: 'c' }
const ring = KeyRing.fromPassword(PASSWORD)
const format = createIronFormat()

const seal = async (content: SealContent, key = ring.sealingKey(), by = format): Promise<string> =>
  by.seal(platform, content, key, CONTEXT)
const open = async (text: string, keys = ring): Promise<Opened> =>
  format.open(platform, text, keys, CONTEXT)
/** A seal that is authentic and that we would not write: the password is known, the rest is at will. */
const craft = async (
  plaintext: string,
  expires: unknown = undefined,
  parameters = IRON_PARAMETERS,
): Promise<string> => {
  const secrets = { encryption: PASSWORD, integrity: PASSWORD }
  return encryptIron(platform, parameters, secrets, '1', plaintext, expires as number)
}

describe('the Iron format', () => {
  it('carries the value and its end', async () => {
    const content = { json: '{"user":"ü"}', expires: 1_900_000_000_000 }
    const key = ring.sealingKey()
    expect(await open(await seal(content))).toEqual({ ok: true, content, key })
  })

  it('leaves the expiry empty where there is none', async () => {
    const text = await seal({ json: '1', expires: undefined })
    expect(text.split('*')[5]).toBe('')
    expect(await open(text)).toMatchObject({ ok: true, content: { expires: undefined } })
  })

  it('does not judge the expiry: one long over still opens here', async () => {
    expect(await open(await seal({ json: '1', expires: 1 }))).toMatchObject({ ok: true })
  })

  it('writes the key id into the seal', async () => {
    const key = new Key('prod_7', PASSWORD)
    const text = await seal({ json: '1', expires: undefined }, key)
    expect(text).toMatch(/^Fe26\.2\*prod_7\*/)
    expect(format.keyFor(text, KeyRing.fromList([{ id: 'prod_7', password: PASSWORD }]))?.id).toBe(
      'prod_7',
    )
    expect(format.keyFor(text, ring)).toBeUndefined()
    expect(format.keyFor('Fe26.2', ring)).toBeUndefined()
  })

  it.each(['a*b', 'ü', '~2', ' '])('cannot carry the key id %j', async (id) => {
    await expect(
      seal({ json: '1', expires: undefined }, new Key(id, PASSWORD)),
    ).rejects.toMatchObject({ code: 'ERR_IRONSEAL_PASSWORD', message: 'Invalid password id' })
  })

  it('neither seals nor opens with a short password', async () => {
    const short = KeyRing.fromPassword(PASSWORD.slice(1))
    const refusal = { code: 'ERR_IRONSEAL_PASSWORD', message: expect.stringContaining('too short') }
    await expect(seal({ json: '1', expires: undefined }, short.sealingKey())).rejects.toMatchObject(
      refusal,
    )
    await expect(open(await seal({ json: '1', expires: undefined }), short)).rejects.toMatchObject(
      refusal,
    )
  })
})

describe('what stands behind an Iron seal', () => {
  it('is nothing, or the version mark of iron-session', async () => {
    const marked = createIronFormat('~2')
    expect([marked.name, marked.carriesMeta]).toEqual(['iron', false])
    const content = { json: '1', expires: undefined }
    expect(await seal(content)).not.toContain('~')
    expect(await seal(content, ring.sealingKey(), marked)).toMatch(/~2$/)
  })

  it.each(['', '~0', '~1', '~2', '~3', '~02', '~22', '~9999'])(
    'is ignored as %j: no MAC covers it, so it chooses nothing',
    async (suffix) => {
      const text = await craft('{"persistent":{"admin":true},"user":1}')
      expect(await open(text + suffix)).toMatchObject({
        ok: true,
        content: { json: '{"persistent":{"admin":true},"user":1}' },
      })
    },
  )

  it.each([
    '~',
    '~ 2',
    '~2 ',
    '~2junk',
    '~2.9',
    '~2~2',
    '~2~x',
    '~-1',
    '~NaN',
    '~２',
    '~2\n',
    '~12345',
  ])('is refused as %j', async (suffix) => {
    expect(await open((await craft('1')) + suffix)).toEqual({ ok: false, reason: 'malformed' })
  })
})

describe('another spelling of an Iron seal', () => {
  const spelled: [string, number, (part: string) => string][] = [
    ['the first salt in upper case', 2, () => 'A'.repeat(64)],
    ['the second salt in upper case', 6, () => 'A'.repeat(64)],
    ['a salt that is too short', 2, (part) => part.slice(2)],
    ['a salt that is empty', 6, () => ''],
    ['stray bits in the IV', 3, (part) => `${part.slice(0, -1)}B`],
    ['stray bits in the MAC', 7, (part) => `${part.slice(0, -1)}B`],
    ['a padded MAC', 7, (part) => `${part}=`],
    ['a MAC that is cut', 7, (part) => part.slice(0, -1)],
    ['the standard alphabet', 4, (part) => `+${part.slice(1)}`],
    ['no ciphertext', 4, () => ''],
    ['a padded ciphertext', 4, (part) => `${part}=`],
    ['a longer first salt', 2, (part) => `${part}0`],
    ['a longer second salt', 6, (part) => `${part}0`],
    ['something in front of a salt', 2, (part) => ` ${part}`],
    ['something in front of the other salt', 6, (part) => `0${part}`],
    ['a longer IV', 3, (part) => `${part}A`],
    ['something in front of the IV', 3, (part) => `A${part}`],
    ['something in front of the MAC', 7, (part) => `A${part}`],
  ]

  it.each(spelled)('is malformed, before any cryptography: %s', async (_, index, respell) => {
    const parts = (await craft('{}')).split('*')
    parts[index] = respell(parts[index]!)
    const watched = [vi.spyOn(platform, 'pbkdf2Sha1'), vi.spyOn(platform, 'hmacSha256')]
    expect(await open(parts.join('*'))).toEqual({ ok: false, reason: 'malformed' })
    for (const call of watched) {
      expect(call).not.toHaveBeenCalled()
      call.mockRestore()
    }
  })
})

it('a suffix that is not at the end belongs to what it stands in', async () => {
  const text = await craft('{}')
  expect(await open(text.replace('*1*', '*1~2*'))).toEqual({ ok: false, reason: 'unknown-key' })
  for (const part of [2, 3, 4, 5, 6]) {
    const parts = text.split('*')
    parts[part] += '~2'
    expect(await open(parts.join('*'))).toMatchObject({ ok: false })
  }
})

describe('an authentic Iron seal that ironseal would not write', () => {
  it.each([
    ['no text at all', ''],
    ['a byte order mark', '\uFEFF{}'],
    ['no JSON', '{'],
  ])('opens with %s in it: what it holds is judged above', async (_, plaintext) => {
    const opened = await open(await craft(plaintext))
    expect(opened).toMatchObject({ ok: true, content: { json: plaintext } })
  })

  it.each([0, -1, '01', '1e3', 1.5, 'Infinity', 'NaN', ' ', '9'.repeat(400), 2 ** 53])(
    'is malformed with the expiry %j',
    async (expires) => {
      expect(await open(await craft('1', expires))).toEqual({ ok: false, reason: 'malformed' })
    },
  )

  it('is malformed with short salts: the parameters are pinned', async () => {
    const short = { saltBits: 128, iterations: 1 }
    const parameters = { ...IRON_PARAMETERS, encryption: short }
    expect(await open(await craft('1', undefined, parameters))).toEqual({
      ok: false,
      reason: 'malformed',
    })
  })

  it('is invalid with other rounds or another cipher', async () => {
    const rounds = { ...IRON_PARAMETERS, integrity: { saltBits: 256, iterations: 2 } }
    expect(await open(await craft('1', undefined, rounds))).toEqual({
      ok: false,
      reason: 'invalid',
    })
    const cipher = { ...IRON_PARAMETERS, cipher: 'aes-128-ctr' } as const
    expect(await open(await craft('1', undefined, cipher))).toEqual({
      ok: false,
      reason: 'malformed',
    })
  })
})

describe('an Iron seal and a key of bytes', () => {
  const bytes = new Key(
    '2',
    new Uint8Array(32).map((_, at) => at * 7),
  )
  const mixed = KeyRing.fromKeys([bytes, new Key('1', PASSWORD)])

  it('cannot be made of it, and says so', async () => {
    await expect(seal({ json: '1', expires: undefined }, bytes)).rejects.toMatchObject({
      code: 'ERR_IRONSEAL_PASSWORD',
      message: 'A key of bytes cannot make an Iron seal',
    })
  })

  // A forged cookie that names it must not be an error of the server.
  it('that names it is refused like one of an unknown key', async () => {
    const forged = (await seal({ json: '1', expires: undefined })).replace('*1*', '*2*')
    expect(await open(forged, mixed)).toEqual({ ok: false, reason: 'unknown-key' })
    expect(format.keyFor(forged, mixed)).toBeUndefined()
  })

  it('opens with a password beside it', async () => {
    const text = await seal({ json: '1', expires: undefined })
    expect(await open(text, mixed)).toMatchObject({ ok: true, key: mixed.find('1') })
  })

  it('is made of the text of an encoded key as it stands, as every Iron library does', async () => {
    const text = `hex:${'07'.repeat(32)}`
    const sealed = await seal({ json: '1', expires: undefined }, new Key('1', text))
    expect(await open(sealed, KeyRing.fromPassword(text))).toMatchObject({ ok: true })
  })
})
