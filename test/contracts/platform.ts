import { describe, expect, it } from 'vitest'
import type { Bytes } from '../../src/lib/bytes/bytes.ts'
import type { Platform } from '../../src/lib/platform/platform.ts'

const hex = (text: string): Bytes => new Uint8Array(Buffer.from(text, 'hex'))
const text = (value: string): Bytes => new TextEncoder().encode(value) as Bytes
const toHex = (bytes: Uint8Array | undefined): string | undefined =>
  bytes && Buffer.from(bytes).toString('hex')

// RFC 4231 (HMAC-SHA-256), RFC 6070 (PBKDF2-HMAC-SHA-1), NIST SP 800-38A F.2.5 and F.5.1 (AES).
const HMAC = [
  {
    key: '0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b',
    data: '4869205468657265',
    mac: 'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7',
  },
  {
    key: '4a656665',
    data: '7768617420646f2079612077616e7420666f72206e6f7468696e673f',
    mac: '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  },
  {
    key: 'aa'.repeat(131),
    data: Buffer.from('Test Using Larger Than Block-Size Key - Hash Key First').toString('hex'),
    mac: '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54',
  },
]
const PBKDF2 = [
  ['password', 'salt', 1, 20, '0c60c80f961f0e71f3a9b524af6012062fe037a6'],
  ['password', 'salt', 2, 20, 'ea6c014dc72d6f8ccd1ed92ace1d41f0d8de8957'],
  [
    'passwordPASSWORDpassword',
    'saltSALTsaltSALTsaltSALTsaltSALTsalt',
    4096,
    25,
    '3d2eec4fe41c849b80c8d83662c0e44a8b291a964cf2f07038',
  ],
  ['pass\0word', 'sa\0lt', 4096, 16, '56fa6aa75548099dcc37d7f03425e0c3'],
] as const
const BLOCK = hex('6bc1bee22e409f96e93d7e117393172a')

/** What every back end of cryptography promises. Both must give the same bytes, so each is held to fixed ones. */
export function describePlatform(
  platform: Platform,
  expected: { name: string; synchronous: boolean },
): void {
  const key = hex('603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4')
  const iv = hex('000102030405060708090a0b0c0d0e0f')

  describe(`the ${expected.name} platform`, () => {
    it('says what it is', () => {
      expect({ name: platform.name, synchronous: platform.synchronous }).toEqual(expected)
    })

    it('gives values or promises, as it says, and never both', async () => {
      const results = [
        platform.hmacSha256(key, BLOCK),
        platform.pbkdf2Sha1(key, iv, 1, 32),
        platform.encrypt('aes-256-cbc', key, iv, BLOCK),
        platform.decrypt('aes-256-cbc', key, iv, BLOCK),
        platform.decrypt('aes-256-cbc', key, iv, hex('')),
      ]
      for (const result of results) {
        expect(result instanceof Promise).toBe(!expected.synchronous)
        await result
      }
      expect(platform.randomBytes(1)).toBeInstanceOf(Uint8Array)
    })

    it('does not hold up other requests for a derivation of many rounds', async () => {
      const derived = platform.pbkdf2Sha1(text('password'), text('salt'), 4096, 20)
      expect(derived).toBeInstanceOf(Promise)
      expect(toHex(await derived)).toBe('4b007901b765489abead49d926f721d065a429c1')
    })

    it.each([0, 1, 16, 32, 1000])('gives %i random bytes, others each time', (length) => {
      const [one, two] = [platform.randomBytes(length), platform.randomBytes(length)]
      expect([one.length, two.length]).toEqual([length, length])
      if (length >= 16) expect(toHex(one)).not.toBe(toHex(two))
    })

    it('gives bytes that nobody else can see or change', async () => {
      const results = [
        platform.randomBytes(16),
        await platform.hmacSha256(key, BLOCK),
        await platform.pbkdf2Sha1(key, iv, 1, 16),
        await platform.encrypt('aes-256-cbc', key, iv, BLOCK),
      ]
      for (const bytes of results) {
        expect(Object.getPrototypeOf(bytes)).toBe(Uint8Array.prototype)
        expect(bytes.buffer.byteLength).toBe(bytes.length)
      }
    })

    it.each(HMAC)('computes HMAC-SHA-256 as RFC 4231 has it: $mac', async (vector) => {
      const mac = await platform.hmacSha256(hex(vector.key), hex(vector.data))
      expect(toHex(mac)).toBe(vector.mac)
    })

    it.each(PBKDF2)(
      'derives keys as RFC 6070 has it: %j',
      async (password, salt, rounds, length, want) => {
        const derived = await platform.pbkdf2Sha1(text(password), text(salt), rounds, length)
        expect(toHex(derived)).toBe(want)
      },
    )

    it('derives a key from the empty password and the empty salt', async () => {
      expect(toHex(await platform.pbkdf2Sha1(hex(''), hex(''), 1, 20))).toBe(
        '1e437a1c79d75be61e91141dae20affc4892cc99',
      )
    })

    it('encrypts with AES-256-CBC and adds PKCS #7 padding', async () => {
      const whole = toHex(await platform.encrypt('aes-256-cbc', key, iv, BLOCK))
      expect(whole?.slice(0, 32)).toBe('f58c4c04d6e5f1ba779eabfb5f7bfbd6')
      expect(whole).toHaveLength(64)
      expect(await platform.encrypt('aes-256-cbc', key, iv, hex(''))).toHaveLength(16)
    })

    it('encrypts with AES-128-CTR over the whole counter block', async () => {
      const short = hex('2b7e151628aed2a6abf7158809cf4f3c')
      const counter = hex('f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff')
      expect(toHex(await platform.encrypt('aes-128-ctr', short, counter, BLOCK))).toBe(
        '874d6191b620e3261bef6864990db6ce',
      )
      // The counter runs over from the last 64 bits into the first.
      const last = hex('ff'.repeat(16))
      const [first, second] = [new Uint8Array(16) as Bytes, new Uint8Array(32) as Bytes]
      const zero = toHex(await platform.encrypt('aes-128-ctr', short, hex('00'.repeat(16)), first))
      const both = toHex(await platform.encrypt('aes-128-ctr', short, last, second))
      expect(both?.slice(32)).toBe(zero)
    })

    it.each([0, 1, 15, 16, 17, 1000])('decrypts what it encrypted: %i bytes', async (length) => {
      const plaintext = Uint8Array.from({ length }, (_, at) => at & 255) as Bytes
      for (const [cipher, size] of [
        ['aes-256-cbc', 32],
        ['aes-128-ctr', 16],
      ] as const) {
        const encrypted = await platform.encrypt(cipher, key.slice(0, size), iv, plaintext)
        const decrypted = await platform.decrypt(cipher, key.slice(0, size), iv, encrypted)
        expect(decrypted).toEqual(plaintext)
      }
    })

    it('gives nothing for a ciphertext whose padding is wrong', async () => {
      // Noise for which the padding happens to be wrong under this key.
      for (const noise of [hex('00'.repeat(16)), hex('5a'.repeat(32)), BLOCK]) {
        expect(await platform.decrypt('aes-256-cbc', key, iv, noise)).toBeUndefined()
      }
    })

    it('gives nothing for a padding of zero, of seventeen, or with a wrong byte in it', async () => {
      const paddings = ['00'.repeat(16), '11'.repeat(16), `${'00'.repeat(13)}020303`]
      for (const padding of paddings) {
        // In CBC the previous block is added to the plaintext: it is chosen so that this padding comes out.
        const full = await platform.encrypt('aes-256-cbc', key, iv, hex(''))
        const wanted = hex(padding)
        const forged = iv.map((byte, at) => byte ^ 16 ^ wanted[at]!) as Bytes
        expect(await platform.decrypt('aes-256-cbc', key, forged, full)).toBeUndefined()
        const honest = await platform.decrypt('aes-256-cbc', key, iv, full)
        expect(honest).toEqual(hex(''))
      }
    })

    it.each([0, 1, 15, 17, 31])(
      'gives nothing for %i bytes, which are no blocks',
      async (length) => {
        const bytes = new Uint8Array(length) as Bytes
        expect(await platform.decrypt('aes-256-cbc', key, iv, bytes)).toBeUndefined()
      },
    )

    it('decrypts an empty CTR ciphertext to nothing', async () => {
      const short = key.slice(0, 16)
      expect(await platform.decrypt('aes-128-ctr', short, iv, hex(''))).toEqual(hex(''))
    })

    it('changes none of its arguments', async () => {
      const before = [key, iv, BLOCK].map(toHex)
      await platform.hmacSha256(key, BLOCK)
      await platform.pbkdf2Sha1(key, iv, 1, 32)
      await platform.encrypt('aes-256-cbc', key, iv, BLOCK)
      await platform.decrypt('aes-256-cbc', key, iv, BLOCK)
      expect([key, iv, BLOCK].map(toHex)).toEqual(before)
    })

    it('takes bytes that are a part of a bigger buffer', async () => {
      const big = new Uint8Array(96).fill(7)
      big.set(key, 3)
      const window = big.subarray(3, 35)
      expect(toHex(await platform.hmacSha256(window, BLOCK))).toBe(
        toHex(await platform.hmacSha256(key, BLOCK)),
      )
    })
  })
}
