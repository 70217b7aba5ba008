import { describe, expect, it, vi } from 'vitest'
import { peekPasswordId, readExpiry, splitIron } from './iron-text.ts'

describe('splitIron', () => {
  it('names the eight parts, and what the MAC covers', () => {
    expect(splitIron('Fe26.2*id*salt*iv*text*99*salt2*mac')).toEqual({
      passwordId: 'id',
      encryptionSalt: 'salt',
      iv: 'iv',
      ciphertext: 'text',
      expiry: '99',
      integritySalt: 'salt2',
      mac: 'mac',
      covered: 'Fe26.2*id*salt*iv*text*99',
    })
  })

  it('takes empty parts as they are', () => {
    expect(splitIron('Fe26.2*******')).toMatchObject({ mac: '', covered: 'Fe26.2*****' })
  })

  it.each([
    '',
    'Fe26.2',
    'Fe26.2******',
    'Fe26.2********',
    'Fe26.1*id*salt*iv*text*99*salt2*mac',
    'fe26.2*id*salt*iv*text*99*salt2*mac',
    ' Fe26.2*id*salt*iv*text*99*salt2*mac',
    'Fe26.2 *id*salt*iv*text*99*salt2*mac',
    'Fe26.2*id*salt*iv*text*99*salt2',
  ])('refuses %j', (text) => {
    expect(splitIron(text)).toBeUndefined()
  })

  it('makes nine strings at most out of a million stars', () => {
    const split = vi.spyOn(String.prototype, 'split')
    expect(splitIron('Fe26.2*'.padEnd(1_000_000, '*'))).toBeUndefined()
    expect(split.mock.results.map(({ value }) => value.length)).toEqual([9])
    split.mockRestore()
  })
})

describe('peekPasswordId', () => {
  it.each([
    ['Fe26.2*1*rest', '1'],
    ['Fe26.2**rest', ''],
    ['Fe26.2*__proto__*', '__proto__'],
    ['Fe26.2*1', undefined],
    ['Fe26.2*', undefined],
    ['Fe26.2', undefined],
    ['Fe26.21*1*rest', undefined],
    ['', undefined],
  ])('of %j is %j', (text, id) => {
    expect(peekPasswordId(text)).toBe(id)
  })
})

describe('readExpiry', () => {
  it('reads milliseconds, and the empty part as none', () => {
    expect(readExpiry('')).toBeUndefined()
    expect(readExpiry('1')).toBe(1)
    expect(readExpiry('1700000000000')).toBe(1_700_000_000_000)
    expect(readExpiry('9007199254740991')).toBe(Number.MAX_SAFE_INTEGER)
  })

  it.each([
    '0',
    '-1',
    '+1',
    '01',
    '1.5',
    '1e12',
    ' 1',
    '1 ',
    '1\n',
    '0x10',
    'NaN',
    'Infinity',
    '१',
    '１',
    '9007199254740992',
    '9'.repeat(17),
    '9'.repeat(400),
  ])('refuses %j', (expiry) => {
    expect(readExpiry(expiry)).toBe('bad')
  })
})
