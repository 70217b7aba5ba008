import { createHash, pbkdf2Sync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { hmacStatesOf } from './passwords.ts'
import { pbkdf2Once, prepareHmac } from './pbkdf2-once.ts'

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
/** Bytes that look random and are the same every time. */
const bytesOf = (length: number, seed: number): Uint8Array => {
  const blocks = Array.from({ length: Math.ceil(length / 32) }, (_, block) =>
    createHash('sha256').update(`${seed} ${block}`).digest(),
  )
  return new Uint8Array(Buffer.concat(blocks).subarray(0, length))
}

describe('one round of PBKDF2', () => {
  it('gives what the platform gives, for passwords and salts on both sides of every block border', () => {
    const lengths = [0, 1, 31, 32, 51, 52, 55, 56, 59, 60, 63, 64, 65, 119, 120, 127, 128, 129, 200]
    for (const [index, password] of lengths.entries()) {
      for (const salt of lengths) {
        const secret = bytesOf(password, index)
        const salted = bytesOf(salt, 1000 + index)
        const size = 1 + ((password * 7 + salt) % 70)
        expect(hex(pbkdf2Once(prepareHmac(secret), salted, size))).toBe(
          pbkdf2Sync(secret, salted, 1, size, 'sha1').toString('hex'),
        )
      }
    }
  })

  it('gives the same for 2,000 passwords with the salts of Iron', () => {
    for (let seed = 0; seed < 2000; seed++) {
      const secret = bytesOf(32 + (seed % 64), seed)
      const salt = Buffer.from(bytesOf(32, -seed)).toString('hex')
      expect(hex(pbkdf2Once(prepareHmac(secret), Buffer.from(salt), 32))).toBe(
        pbkdf2Sync(secret, salt, 1, 32, 'sha1').toString('hex'),
      )
    }
  })

  it('leaves the states as they were: they serve for every seal of a password', () => {
    const states = prepareHmac(bytesOf(40, 1))
    const [inner, outer] = [[...states.inner], [...states.outer]]
    const first = hex(pbkdf2Once(states, bytesOf(64, 2), 32))
    expect(hex(pbkdf2Once(states, bytesOf(64, 3), 32))).not.toBe(first)
    expect(hex(pbkdf2Once(states, bytesOf(64, 2), 32))).toBe(first)
    expect([[...states.inner], [...states.outer]]).toEqual([inner, outer])
  })
})

describe('the states of passwords', () => {
  it('are kept for those that were used last, and right for every one', () => {
    const kept = hmacStatesOf('a password that comes again')
    expect(hmacStatesOf('a password that comes again')).toBe(kept)
    for (let index = 0; index < 1000; index++) {
      const password = `password ${index}`
      expect(hmacStatesOf(password)).toEqual(prepareHmac(Buffer.from(password)))
    }
    expect(hmacStatesOf('a password that comes again')).not.toBe(kept)
    expect(hmacStatesOf('a password that comes again')).toEqual(kept)
  })
})
