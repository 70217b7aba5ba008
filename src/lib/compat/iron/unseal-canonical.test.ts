import { describe, expect, it } from 'vitest'
import { encodeBase64url } from '../../bytes/base64url.ts'
import { defaults } from './defaults.ts'
import { encrypt, hmacWithPassword } from './primitives.ts'
import { unseal } from './unseal.ts'

const PASSWORD = 'a password of thirty-two letters'
const open = (text: string) => unseal(text, { 1: PASSWORD }, defaults)

/** What the owner of the password can make: any parts under a valid MAC. */
async function forge(
  plaintext: string | Uint8Array,
  change: (parts: string[]) => void = () => {},
): Promise<string> {
  const { encrypted, key } = await encrypt(PASSWORD, defaults.encryption, plaintext)
  const parts = ['Fe26.2', '1', key.salt, encodeBase64url(key.iv), encodeBase64url(encrypted), '']
  change(parts)
  const mac = await hmacWithPassword(PASSWORD, defaults.integrity, parts.join('*'))
  return [...parts, mac.salt, mac.digest].join('*')
}

describe('an authentic text', () => {
  it('opens when it is one that a library writes', async () => {
    expect(await open(await forge('{"a":1}'))).toEqual({ a: 1 })
  })

  it.each<[what: string, change: (parts: string[]) => void, message: RegExp]>([
    [
      'an iv with stray bits',
      (parts) => (parts[3] = 'AAAAAAAAAAAAAAAAAAAAAB'),
      /^Invalid character$/,
    ],
    ['a ciphertext with padding', (parts) => (parts[4] += '='), /^Invalid character$/],
    [
      'an iv of 15 bytes',
      (parts) => (parts[3] = 'A'.repeat(20)),
      /^Invalid initialization vector$/,
    ],
    ['no ciphertext', (parts) => (parts[4] = ''), /^bad decrypt$/],
    ['half a block', (parts) => (parts[4] = 'AAAAAAAAAAA'), /^bad decrypt$/],
    ['no encryption salt', (parts) => (parts[2] = ''), /^bad decrypt$/],
    ['half a surrogate pair in the salt', (parts) => (parts[2] += '\ud800'), /^bad decrypt$/],
    [
      'an expiry with a leading zero',
      (parts) => (parts[5] = '09999999999999'),
      /^Invalid expiration$/,
    ],
    ['an expiry of 17 digits', (parts) => (parts[5] = '1'.repeat(17)), /^Invalid expiration$/],
    ['an expiry of other digits', (parts) => (parts[5] = '٩٩٩٩٩٩٩٩٩٩٩٩٩'), /^Invalid expiration$/],
    [
      'an expiry with a line feed',
      (parts) => (parts[5] = '9999999999999\n'),
      /^Invalid expiration$/,
    ],
    ['an expiry of 0', (parts) => (parts[5] = '0'), /^Expired seal$/],
  ])('does not open with %s', async (_, change, message) => {
    await expect(open(await forge('{}', change))).rejects.toThrow(message)
  })

  it.each(['a-b', ' 1', '1.0', '\u0661', '1\n'])(
    'does not open with the id %j, even where there is one password',
    async (id) => {
      const text = await forge('{}', (parts) => (parts[1] = id))
      await expect(unseal(text, PASSWORD, defaults)).rejects.toThrow(/^Invalid password id$/)
      await expect(unseal(text, { [id]: PASSWORD }, defaults)).rejects.toThrow(
        /^Invalid password id$/,
      )
    },
  )

  it.each([
    ['a byte order mark', '\ufeff{}'],
    ['bytes that are no UTF-8', new Uint8Array([0x22, 0xc0, 0xaf, 0x22])],
    ['half a surrogate pair as bytes', new Uint8Array([0x22, 0xed, 0xa0, 0x80, 0x22])],
  ])('does not open with %s', async (_, plaintext) => {
    await expect(open(await forge(plaintext))).rejects.toThrow(
      /^(bad decrypt|Failed parsing sealed object JSON: .+)$/,
    )
  })
})
