import { describe, expect, it, vi } from 'vitest'
import { peekPasswordId, readExpiry, splitCanonicalIron, splitIron } from './iron-text.ts'

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

describe('splitCanonicalIron', () => {
  const salt = '0123456789abcdef'.repeat(4)
  const iv = `${'-'.repeat(21)}w`
  const mac = `${'_'.repeat(42)}8`
  const seal = `Fe26.2*id*${salt}*${iv}*Zm9v*99*${salt}*${mac}`

  it.each(['', '~2', '~0123'])('gives what splitIron gives, without %j behind it', (suffix) => {
    expect(splitCanonicalIron(seal + suffix)).toEqual(splitIron(seal))
  })

  it.each(['', 'soon', '099', ' 99', '99\n'])('leaves the expiry %j to be judged', (expiry) => {
    const other = seal.replace('*99*', `*${expiry}*`)
    expect(splitCanonicalIron(other)).toEqual(splitIron(other))
  })

  it.each(['', 'a b', '__proto__', 'é'])('leaves the password id %j to be found', (id) => {
    const other = seal.replace('*id*', `*${id}*`)
    expect(splitCanonicalIron(other)).toEqual(splitIron(other))
  })

  it.each([
    ['another prefix', seal.replace('.2', 'x2')],
    ['something in front', ` ${seal}`],
    ['a line break behind', `${seal}\n`],
    ['a part too many', seal.replace('*id*', '*id*2*')],
    ['a part too many at the expiry', seal.replace('*99*', '*99*99*')],
    ['a part too many at the end', `${seal}*`],
    ['a part too few', seal.replace('*id', '')],
    ['an upper-case salt', seal.replace('*0123456789abcdef', '*0123456789ABCDEF')],
    ['an upper-case second salt', seal.replace('*99*0123456789abcdef', '*99*0123456789ABCDEF')],
    ['a short salt', seal.replace('*0', '*')],
    ['stray bits in the iv', seal.replace(iv, `${'-'.repeat(21)}x`)],
    ['a short iv', seal.replace(iv, iv.slice(1))],
    ['no ciphertext', seal.replace('Zm9v', '')],
    ['the standard alphabet', seal.replace('Zm9v', 'Zm9+')],
    ['padding', seal.replace('Zm9v', 'Zm8=')],
    ['stray bits in the MAC', seal.replace(mac, `${'_'.repeat(42)}9`)],
    ['a MAC that is cut', seal.slice(0, -1)],
    ['nothing behind `~`', `${seal}~`],
    ['five digits behind `~`', `${seal}~12345`],
    ['letters behind `~`', `${seal}~2a`],
    ['two suffixes', `${seal}~2~2`],
  ])('refuses %s', (_, text) => {
    expect(splitCanonicalIron(text)).toBeUndefined()
  })

  it('takes a megabyte of one part, and refuses what is behind it', () => {
    const long = 'A'.repeat(1_000_000)
    expect(splitCanonicalIron(seal.replace('Zm9v', long))?.ciphertext).toBe(long)
    for (const at of ['Zm9v', 'id', '99'])
      expect(splitCanonicalIron(`${seal.replace(at, long)}!`)).toBeUndefined()
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
