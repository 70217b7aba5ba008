import { platform } from '#platform'
import { pbkdf2Sync } from 'node:crypto'
import iron from '@hapi/iron'
import { describe, expect, it, vi } from 'vitest'
import { encodeBase64url } from '../bytes/base64url.ts'
import type { Bytes } from '../bytes/bytes.ts'
import { decryptIron, encryptIron, type IronSecrets, isAuthentic } from './iron-cipher.ts'
import { IRON_PARAMETERS, type IronParameters } from './iron-parameters.ts'
import { type IronText, splitIron } from './iron-text.ts'

const PASSWORD = 'a password of thirty-two letters'
const SECRETS: IronSecrets = { encryption: PASSWORD, integrity: PASSWORD }

const sealed = async (
  plaintext: string,
  secrets = SECRETS,
  parameters: IronParameters = IRON_PARAMETERS,
): Promise<string> => encryptIron(platform, parameters, secrets, '', plaintext, undefined)
const parts = (text: string): IronText => splitIron(text)!
const authentic = async (text: IronText, secrets = SECRETS, parameters = IRON_PARAMETERS) =>
  isAuthentic(platform, parameters, secrets, text)
const decrypted = async (text: IronText, secrets = SECRETS, parameters = IRON_PARAMETERS) =>
  decryptIron(platform, parameters, secrets, text)

describe('an Iron seal', () => {
  it('opens with its secrets', async () => {
    const text = parts(await sealed('"hello"'))
    expect(await authentic(text)).toBe(true)
    expect(await decrypted(text)).toBe('"hello"')
  })

  it('is different each time: salts and IV are fresh', async () => {
    const [one, two] = [parts(await sealed('"x"')), parts(await sealed('"x"'))]
    const fresh = [one, two].flatMap((text) => [text.encryptionSalt, text.integritySalt, text.iv])
    expect(new Set(fresh).size).toBe(6)
  })

  it('opens in @hapi/iron, and one of @hapi/iron opens here', async () => {
    expect(await iron.unseal(await sealed('{"a":"ü😀"}'), PASSWORD, iron.defaults)).toEqual({
      a: 'ü😀',
    })
    const theirs = parts(await iron.seal({ a: 1 }, PASSWORD, iron.defaults))
    expect(await authentic(theirs)).toBe(true)
    expect(await decrypted(theirs)).toBe('{"a":1}')
  })

  it('can have other parameters, which both sides must know', async () => {
    const parameters: IronParameters = {
      cipher: 'aes-128-ctr',
      encryption: { saltBits: 128, iterations: 2 },
      integrity: { saltBits: 64, iterations: 3 },
    }
    const text = await sealed('"ctr"', SECRETS, parameters)
    expect(await decrypted(parts(text), SECRETS, parameters)).toBe('"ctr"')
    expect(await authentic(parts(text), SECRETS, parameters)).toBe(true)
    expect(await authentic(parts(text))).toBe(false)
    const theirs = {
      ...iron.defaults,
      encryption: { algorithm: 'aes-128-ctr', saltBits: 128, iterations: 2, minPasswordlength: 32 },
      integrity: { algorithm: 'sha256', saltBits: 64, iterations: 3, minPasswordlength: 32 },
    } as const
    expect(await iron.unseal(text, PASSWORD, theirs)).toBe('ctr')
  })

  it('takes secrets of bytes as keys, without salts', async () => {
    const bytes: IronSecrets = {
      encryption: new Uint8Array(32).fill(1),
      integrity: new Uint8Array(32).fill(2),
    }
    const text = await sealed('"raw"', bytes)
    expect(parts(text)).toMatchObject({ encryptionSalt: '', integritySalt: '' })
    expect(await authentic(parts(text), bytes)).toBe(true)
    expect(await decrypted(parts(text), bytes)).toBe('"raw"')
    const theirs = { default: { encryption: Buffer.alloc(32, 1), integrity: Buffer.alloc(32, 2) } }
    expect(await iron.unseal(text, theirs, iron.defaults)).toBe('raw')
  })

  it('is not authentic under another secret, or with a MAC that is no base64url', async () => {
    const text = parts(await sealed('"x"'))
    expect(await authentic(text, { ...SECRETS, integrity: `${PASSWORD}.` })).toBe(false)
    expect(await authentic({ ...text, mac: `${text.mac}=` })).toBe(false)
    expect(await authentic({ ...text, mac: '' })).toBe(false)
    expect(await authentic({ ...text, mac: text.mac.slice(0, -3) })).toBe(false)
  })
})

describe('the decryption of an authentic seal', () => {
  // What only somebody who has the password can make: it must still come to nothing, and to no exception.
  it.each([
    ['no ciphertext', { ciphertext: '' }],
    ['a ciphertext that is no base64url', { ciphertext: 'A' }],
    ['half a block', { ciphertext: 'AAAAAAAAAAA' }],
    ['an IV of 15 bytes', { iv: encodeBase64url(new Uint8Array(15)) }],
    ['an IV of 17 bytes', { iv: encodeBase64url(new Uint8Array(17)) }],
    ['no IV', { iv: '' }],
    ['an IV that is no base64url', { iv: '=' }],
    ['one block of noise', { ciphertext: encodeBase64url(new Uint8Array(16)) }],
  ])('gives nothing for %s', async (_, change) => {
    const text = { ...parts(await sealed('"x"')), ...change }
    expect(await decrypted(text)).toBeUndefined()
  })

  it('gives nothing for bytes that are no UTF-8', async () => {
    const key = new Uint8Array(32).fill(1)
    const iv = new Uint8Array(16)
    const encrypted = await platform.encrypt('aes-256-cbc', key, iv, new Uint8Array([0x22, 0xff]))
    const text = {
      ...parts(await sealed('"x"')),
      iv: encodeBase64url(iv),
      ciphertext: encodeBase64url(encrypted),
    }
    const secrets: IronSecrets = { encryption: key, integrity: key }
    expect(await decrypted(text, secrets)).toBeUndefined()
  })

  it('asks the platform for nothing when the parts cannot be right', async () => {
    const decrypt = vi.spyOn(platform, 'decrypt')
    const text = parts(await sealed('"x"'))
    await decrypted({ ...text, ciphertext: '' })
    await decrypted({ ...text, iv: 'AAAA' })
    expect(decrypt).not.toHaveBeenCalled()
    decrypt.mockRestore()
  })
})

describe('the secrets of an Iron seal', () => {
  it('are taken as UTF-8', async () => {
    const password = 'ü'.repeat(32)
    const text = parts(await sealed('"x"', { encryption: password, integrity: password }))
    const derive = (salt: string): Bytes =>
      new Uint8Array(pbkdf2Sync(Buffer.from(password, 'utf8'), salt, 1, 32, 'sha1'))
    const keys: IronSecrets = {
      encryption: derive(text.encryptionSalt),
      integrity: derive(text.integritySalt),
    }
    expect(await isAuthentic(platform, IRON_PARAMETERS, keys, text)).toBe(true)
    expect(await decrypted(text, keys)).toBe('"x"')
  })
})
