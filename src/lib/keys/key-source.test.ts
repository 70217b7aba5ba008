import { afterEach, describe, expect, it, vi } from 'vitest'
import { Key } from './key.ts'
import type { KeyRing } from './key-ring.ts'
import { createKeySource, createRing, fixedKeys, type Secrets } from './key-source.ts'

const ONE = 'x7Kq2mZt9RbW4vYc1NdH8gLs5PfJ3aQe'
const TWO = 'correct horse battery staple zebra'
const BYTES = Uint8Array.from({ length: 32 }, (_, at) => at * 7 + 1)
const ENCODED = `base64url:${Buffer.from(BYTES).toString('base64url')}`
const HEX = `hex:${Buffer.from(BYTES.map((byte) => byte ^ 255)).toString('hex')}`
const SETTINGS = { allowWeakPassword: false, refreshWindow: 60_000 }
const PASSWORD_ERROR = { code: 'ERR_IRONSEAL_PASSWORD' }

afterEach(() => void vi.useRealTimers())

/** The ids of a ring and the secrets under them. */
const shown = (ring: KeyRing): Record<string, unknown> =>
  Object.fromEntries(ring.ids.map((id) => [id, Key.reveal(ring.find(id)!)]))

const refused = (secrets: unknown, option: string, settings = SETTINGS): void =>
  expect(() => createRing(secrets, settings)).toThrow(
    expect.objectContaining({ ...PASSWORD_ERROR, option }),
  )

describe('the ring of secrets', () => {
  it('of a single one answers to the id 1, and to none', () => {
    for (const secret of [ONE, BYTES, ENCODED])
      expect(shown(createRing(secret, SETTINGS))).toEqual({ 1: secret, '': secret })
  })

  it('of a list counts from its end, so that a new one in front changes no id', () => {
    expect(shown(createRing([ONE], SETTINGS))).toEqual({ 1: ONE, '': ONE })
    expect(shown(createRing([TWO, ONE], SETTINGS))).toEqual({ 2: TWO, 1: ONE })
    const three = createRing([BYTES, { password: TWO }, ONE], SETTINGS)
    expect(shown(three)).toEqual({ 3: BYTES, 2: TWO, 1: ONE })
    expect(three.sealingKey().id).toBe('3')
  })

  it('takes ids and dates of entries', () => {
    const [sealFrom, retireAt] = [new Date(10), new Date(20)]
    const ring = createRing(
      [
        { password: TWO, id: 'new', sealFrom },
        { password: ONE, id: 7, retireAt },
      ],
      SETTINGS,
    )
    expect(ring.ids).toEqual(['new', '7'])
    expect([ring.sealingKey(9).id, ring.sealingKey(10).id]).toEqual(['7', 'new'])
    expect([ring.find('7', 19)?.id, ring.find('7', 20)]).toEqual(['7', undefined])
  })

  it.each([' ', ', ', '\n', '\t \r\n,'])('of encoded keys in one text, parted by %j', (between) => {
    const ring = createRing(`${HEX}${between}${ENCODED}`, SETTINGS)
    expect(shown(ring)).toEqual({ 2: HEX, 1: ENCODED })
    expect(shown(createRing(`\n${HEX}${between}${ENCODED}\n`, SETTINGS))).toEqual(shown(ring))
  })

  it('does not part a password, whatever is in it', () => {
    for (const password of [TWO, `my ${HEX} ${ENCODED}`, `${HEX.replace('hex', 'Hex')},${ENCODED}`])
      expect(shown(createRing(password, { ...SETTINGS, allowWeakPassword: true }))['1']).toBe(
        password,
      )
  })

  it('takes one encoded key as it is: a line break behind it is told, as with any password', () => {
    expect(() => createRing(`${HEX}\n`, SETTINGS)).toThrow(/begins like an encoded key, but is not/)
    expect(() => createRing(` ${HEX}`, SETTINGS)).toThrow(/white space/)
  })

  it('says which of several encoded keys is at fault', () => {
    refused(`${HEX} hex:00`, 'password[1]')
    refused(`${HEX} base64url:+ ${ENCODED}`, 'password[1]')
  })

  it.each([
    ['undefined', undefined],
    ['null', null],
    ['nothing', ''],
    ['an empty list', []],
    ['an entry without one', [{ id: 1 }]],
    ['an object', { 1: ONE }],
    ['a Map', new Map([[1, ONE]])],
    ['a Set', new Set([ONE])],
    ['a String object', Object(ONE)],
    ['an object without a prototype', Object.create(null)],
    ['a list in a list', [[ONE]]],
  ])('is refused as missing: %s', (_, secrets) => {
    refused(secrets, 'password')
    expect(() => createRing(secrets, SETTINGS)).toThrow(
      expect.objectContaining({
        message: 'option `password` is missing',
        hint: expect.stringContaining('environment variable'),
      }),
    )
    refused(secrets, 'password', { ...SETTINGS, allowWeakPassword: true })
  })

  it.each([
    ['letters of a text that was meant as a list', [...'abc'], 'password[0]'],
    ['a missing variable among others', [ONE, undefined], 'password[1]'],
    ['an empty variable among others', ['', ONE], 'password[0]'],
    ['null among others', [ONE, TWO, null], 'password[2]'],
    ['a number', 5, 'password'],
    ['a list with a number', [ONE, 5], 'password[1]'],
    ['a short one in an entry', [{ password: ONE }, { password: 'short' }], 'password[1]'],
    ['few bytes', new Uint8Array(16), 'password'],
  ])('is refused by name: %s', (_, secrets, option) => {
    refused(secrets, option)
    refused(secrets, option, { ...SETTINGS, allowWeakPassword: true })
  })

  it('refuses weak ones unless they are allowed, and short ones always', () => {
    const sample = 'complex_password_at_least_32_characters_long'
    refused(sample, 'password')
    refused([ONE, sample], 'password[1]')
    expect(createRing(sample, { ...SETTINGS, allowWeakPassword: true }).size).toBe(2)
  })

  it('refuses two secrets under one id, and takes one that is there twice', () => {
    refused([{ id: 1, password: TWO }, ONE], 'password')
    refused(
      [
        { id: 5, password: TWO },
        { id: '5', password: BYTES },
      ],
      'password',
    )
    expect(createRing([ONE, ONE], SETTINGS).ids).toEqual(['2', '1'])
    const twice = [
      { id: 1, password: BYTES },
      { id: 1, password: BYTES.slice() },
    ]
    expect(createRing(twice, SETTINGS).ids).toEqual(['1', ''])
  })

  it.each([
    ['a number', 1_700_000_000_000],
    ['a text', '2026-01-01'],
    ['no date', new Date(NaN)],
    ['null', null],
  ])('refuses a date that is %s', (_, date) => {
    for (const name of ['sealFrom', 'retireAt'])
      expect(() => createRing([ONE, { password: TWO, [name]: date }], SETTINGS)).toThrow(
        expect.objectContaining({
          code: 'ERR_IRONSEAL_OPTION',
          message: `option \`password[1].${name}\` must be a valid Date`,
          option: `password[1].${name}`,
        }),
      )
  })

  it('changes nothing that it was given', () => {
    const list = Object.freeze([Object.freeze({ password: ONE }), TWO, BYTES])
    expect(createRing(list, SETTINGS).size).toBe(3)
  })
})

describe('a source of secrets that are there', () => {
  it('checks nothing before the first use, and the same at every use', () => {
    const source = createKeySource(undefined, SETTINGS)
    expect(source.synchronous).toBe(true)
    for (let use = 0; use < 2; use++)
      expect(() => source.current()).toThrow(expect.objectContaining(PASSWORD_ERROR))
  })

  it('makes its ring once, and has nothing to fetch', () => {
    const source = createKeySource([TWO, ONE], SETTINGS)
    expect(source.current()).toBe(source.current())
    expect(source.refresh()).toBeUndefined()
    const ring = source.current() as KeyRing
    expect(fixedKeys(ring).current()).toBe(ring)
    expect(fixedKeys(ring).refresh()).toBeUndefined()
  })

  // A key of zeros is one that everybody knows.
  it('keeps its keys when the caller wipes or changes what it handed over', () => {
    const [plain, entry] = [BYTES.slice(), { password: BYTES.map((byte) => byte ^ 255) }]
    const list: unknown[] = [plain, entry]
    const source = createKeySource(list as Secrets, SETTINGS)
    const single = createKeySource(plain, SETTINGS)
    const expected = entry.password.slice()
    plain.fill(0)
    entry.password.fill(0)
    list.length = 0
    expect(shown(source.current() as KeyRing)).toEqual({ 2: BYTES, 1: expected })
    expect(shown(single.current() as KeyRing)).toEqual({ 1: BYTES, '': BYTES })
  })
})
