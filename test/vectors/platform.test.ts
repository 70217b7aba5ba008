import { readFileSync } from 'node:fs'
import { platform } from '#platform'
import { describe, expect, it } from 'vitest'
import type { Bytes } from '../../src/lib/platform/platform.ts'

/* The cryptography of both back ends against Wycheproof and SP 800-38A. Which one runs is decided by the project of vitest. */

interface Case {
  tcId: number
  comment: string
  result: 'valid' | 'invalid'
}
interface Group<Test> {
  keySize?: number
  tagSize?: number
  tests: Test[]
}

function read<Test extends Case>(name: string): Group<Test>[] {
  const url = new URL(`./wycheproof/${name}_test.json`, import.meta.url)
  return JSON.parse(readFileSync(url, 'utf8')).testGroups
}

const bytes = (hex: string): Bytes => new Uint8Array(Buffer.from(hex, 'hex'))
const hex = (value: Uint8Array | undefined): string | undefined =>
  value && Buffer.from(value).toString('hex')

it('runs on the back end of this project', () => {
  expect(platform.name).toBe(process.env['IRONSEAL_PLATFORM'])
})

describe('PBKDF2-HMAC-SHA-1', () => {
  const all = read<
    Case & { password: string; salt: string; iterationCount: number; dkLen: number; dk: string }
  >('pbkdf2_hmacsha1').flatMap(({ tests }) => tests)
  // One case of RFC 6070 asks for 16,777,216 rounds, which takes longer than all the other tests together.
  const cases = all.filter(({ iterationCount }) => iterationCount <= 100_000)

  it('has 63 cases', () => expect([all.length, cases.length]).toEqual([64, 63]))

  it.each(cases)('$tcId $comment', async ({ password, salt, iterationCount, dkLen, dk }) => {
    expect(
      hex(await platform.pbkdf2Sha1(bytes(password), bytes(salt), iterationCount, dkLen)),
    ).toBe(dk)
  })
})

describe('HMAC-SHA-256', () => {
  const groups = read<Case & { key: string; msg: string; tag: string }>('hmac_sha256')
  const cases = groups.flatMap(({ tests, tagSize = 0 }) =>
    tests.map((test) => ({ ...test, tagSize })),
  )

  it('has 174 cases', () => expect(cases).toHaveLength(174))

  it.each(cases)(
    '$tcId $comment, tag of $tagSize bits',
    async ({ key, msg, tag, tagSize, result }) => {
      const mac = hex(await platform.hmacSha256(bytes(key), bytes(msg)))
      expect(mac?.slice(0, tagSize / 4) === tag).toBe(result === 'valid')
    },
  )
})

describe('AES-256-CBC with PKCS #7 padding', () => {
  const groups = read<Case & { key: string; iv: string; msg: string; ct: string }>('aes_cbc_pkcs5')
  const cases = groups.filter(({ keySize }) => keySize === 256).flatMap(({ tests }) => tests)

  it('has 72 cases', () => expect(cases).toHaveLength(72))

  it.each(cases)('$tcId $comment', async ({ key, iv, msg, ct, result }) => {
    const opened = await platform.decrypt('aes-256-cbc', bytes(key), bytes(iv), bytes(ct))
    expect(hex(opened)).toBe(result === 'valid' ? msg : undefined)
    if (result === 'invalid') return
    expect(hex(await platform.encrypt('aes-256-cbc', bytes(key), bytes(iv), bytes(msg)))).toBe(ct)
  })
})

describe('AES-128-CTR', () => {
  const key = bytes('2b7e151628aed2a6abf7158809cf4f3c')

  it('gives example F.5.1 of SP 800-38A', async () => {
    const counter = bytes('f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff')
    const plaintext =
      '6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51' +
      '30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710'
    const ciphertext =
      '874d6191b620e3261bef6864990db6ce9806f66b7970fdff8617187bb9fffdff' +
      '5ae4df3edbd5d35e5b4f09020db03eab1e031dda2fbe03d1792170a0f3009cee'
    expect(hex(await platform.encrypt('aes-128-ctr', key, counter, bytes(plaintext)))).toBe(
      ciphertext,
    )
    expect(hex(await platform.decrypt('aes-128-ctr', key, counter, bytes(ciphertext)))).toBe(
      plaintext,
    )
  })

  it('counts over the whole block', async () => {
    const stream = async (counter: string) =>
      hex(await platform.encrypt('aes-128-ctr', key, bytes(counter), new Uint8Array(32)))
    const around = await stream('ff'.repeat(16))
    expect(around?.slice(32)).toBe((await stream('00'.repeat(16)))?.slice(0, 32))
  })
})
