import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { sealData, type SealDataOptions, unsealData, type UnsealDataOptions } from './seal-data.ts'

const PASSWORD = 'x7Kq2mZt9RbW4vYc1NdH8gLs5PfJ3aQe'
const OTHER = 'correct horse battery staple zebra'
const USE = { password: PASSWORD, purpose: 'magic-link' }
const NOW = 1_700_000_000_000
const OPTION_ERROR = { code: 'ERR_IRONSEAL_OPTION' }
/** Rows of one value; a list on its own would be taken for a row. */
const rows = (...values: unknown[]) => values.map((value) => ({ value }))

beforeEach(() => void vi.useFakeTimers({ now: NOW, toFake: ['Date'] }))
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

describe('a value that was sealed', () => {
  it.each([
    ['an object', { userId: 230, roles: ['admin'] }],
    ['a list', [1, [2, {}]]],
    ['a text of any language', 'Zoë 🦓 \u0000 \u2028 \uD800'],
    ['a number', -0.5],
    ['true', true],
    ['null', null],
    ['nothing much', ''],
  ])('comes back: %s', async (_, value) => {
    expect(await unsealData(await sealData(value, USE), USE)).toEqual({
      ok: true,
      data: value,
      issuedAt: new Date(NOW),
      expiresAt: new Date(NOW + 14 * 24 * 3600 * 1000),
    })
  })

  it('is a text that fits into a URL as it is', async () => {
    const seal = await sealData({ userId: 230 }, USE)
    expect(encodeURIComponent(seal)).toBe(seal)
    expect(seal).toMatch(/^s/)
  })

  it('is read as JSON stores it', async () => {
    const opened = await unsealData(await sealData({ at: new Date(0), no: undefined }, USE), USE)
    expect(opened).toMatchObject({ ok: true, data: { at: '1970-01-01T00:00:00.000Z' } })
  })

  it.each([
    ['undefined', undefined],
    ['a function', () => 1],
    ['a BigInt', 1n],
    ['a key __proto__', JSON.parse('{"__proto__":{}}')],
  ])('cannot be %s', async (_, value) => {
    await expect(sealData(value, USE)).rejects.toMatchObject({ code: 'ERR_IRONSEAL_DATA' })
  })

  it('can be opened with every key of a ring, and with no other', async () => {
    const seal = await sealData(1, USE)
    const open = async (password: UnsealDataOptions['password']) =>
      unsealData(seal, { ...USE, password })
    for (const password of [[OTHER, PASSWORD], async () => PASSWORD, () => [PASSWORD, OTHER]])
      expect(await open(password)).toMatchObject({ ok: true })
    expect(await open(OTHER)).toEqual({ ok: false, reason: 'unknown-key' })
  })

  it('can be sealed with bytes', async () => {
    const password = Uint8Array.from({ length: 32 }, (_, at) => at * 7)
    const encoded = `hex:${Buffer.from(password).toString('hex')}`
    const seal = await sealData(1, { ...USE, password })
    expect(await unsealData(seal, { ...USE, password: encoded })).toMatchObject({ ok: true })
  })
})

describe('what a seal is for', () => {
  const uses = ['magic-link', 'password-reset', 'session'].flatMap((purpose) =>
    [undefined, 'https://a.example', 'https://b.example'].flatMap((audience) =>
      [undefined, '', 'hash 1', 'hash 2'].map((bind) => ({
        password: PASSWORD,
        purpose,
        ...(audience === undefined ? {} : { audience }),
        ...(bind === undefined ? {} : { bind }),
      })),
    ),
  )

  it('is all of purpose, audience and binding: 36 uses against each other', async () => {
    expect(uses).toHaveLength(36)
    for (const [from, sealed] of uses.entries()) {
      const seal = await sealData(from, sealed)
      for (const [to, expected] of uses.entries()) {
        const opened = await unsealData(seal, expected)
        if (from === to) expect(opened).toMatchObject({ ok: true, data: from })
        else expect([from, to, opened]).toEqual([from, to, { ok: false, reason: 'invalid' }])
      }
    }
  })

  it.each(rows(undefined, null, '', 7, ['magic-link'], 'half \uD800 a pair'))(
    'must be said: purpose $value',
    async ({ value }) => {
      const options = { password: PASSWORD, purpose: value as string }
      const refused = { ...OPTION_ERROR, option: 'purpose' }
      await expect(sealData(1, options)).rejects.toMatchObject(refused)
      await expect(unsealData('s', options)).rejects.toMatchObject(refused)
    },
  )

  it('must be said: no options at all', async () => {
    await expect(sealData(1, undefined as never)).rejects.toMatchObject(OPTION_ERROR)
    await expect(unsealData('s', undefined as never)).rejects.toMatchObject(OPTION_ERROR)
  })

  it.each(rows(null, '', 7, {}, '\uDC00'))('has no audience such as $value', async ({ value }) => {
    const options = { ...USE, audience: value as string }
    const refused = { ...OPTION_ERROR, option: 'audience' }
    await expect(sealData(1, options)).rejects.toMatchObject(refused)
    await expect(unsealData('s', options)).rejects.toMatchObject(refused)
  })

  // `bind: user.passwordhash`, misspelled on both sides, would make a seal that nothing ends.
  it.each(rows(undefined, null, 7, ['x'], '\uD83D'))('is bound to no $value', async ({ value }) => {
    const options = { ...USE, bind: value as string }
    const refused = { ...OPTION_ERROR, option: 'bind' }
    await expect(sealData(1, options)).rejects.toMatchObject(refused)
    await expect(unsealData('s', options)).rejects.toMatchObject(refused)
  })
})

describe('the lifetime', () => {
  const at = (now: number): void => void vi.setSystemTime(now)
  const open = (seal: string) => unsealData(seal, USE)

  it.each([
    [1, 1000],
    [15 * 60, 900_000],
    [0.001, 1000],
    [1.5, 2000],
    [undefined, 1_209_600_000],
    [2 ** 32 - 1, 4_294_967_295_000],
  ])('of %s seconds ends to the millisecond', async (ttl, lasts) => {
    const seal = await sealData(1, { ...USE, ttl })
    at(NOW + lasts - 1)
    expect(await open(seal)).toMatchObject({ ok: true, expiresAt: new Date(NOW + lasts) })
    at(NOW + lasts)
    expect(await open(seal)).toEqual({ ok: false, reason: 'expired' })
  })

  it('of 0 is for ever', async () => {
    const seal = await sealData(1, { ...USE, ttl: 0 })
    at(NOW + 10 ** 14)
    expect(await open(seal)).toMatchObject({ ok: true, expiresAt: undefined })
  })

  it('begins up to a minute in the future: clocks differ', async () => {
    const seal = await sealData(1, USE)
    at(NOW - 60_000)
    expect(await open(seal)).toMatchObject({ ok: true })
    at(NOW - 60_001)
    expect(await open(seal)).toEqual({ ok: false, reason: 'invalid' })
  })

  // @hapi/iron with a ttl of '5' seals for 500 years, with NaN for ever.
  it.each(
    rows(
      NaN,
      -1,
      -0.001,
      Infinity,
      2 ** 32,
      1e300,
      '5',
      '',
      null,
      false,
      [],
      {},
      5n,
      Object.create(null),
    ),
  )('cannot be $value', async ({ value }) => {
    await expect(sealData(1, { ...USE, ttl: value as number })).rejects.toMatchObject({
      ...OPTION_ERROR,
      option: 'ttl',
    })
  })

  it('cannot begin where a clock has gone mad', async () => {
    for (const now of [-1, 2 ** 48]) {
      at(now)
      await expect(sealData(1, USE)).rejects.toMatchObject({ code: 'ERR_IRONSEAL_DATA' })
    }
  })
})

describe('padding', () => {
  const lengthOf = async (value: unknown, options: Partial<SealDataOptions>): Promise<number> =>
    (await sealData(value, { ...USE, ...options })).length

  it('hides how long a value is, in steps of 64 bytes', async () => {
    const lengths = async (padding: boolean): Promise<Set<number>> =>
      new Set(
        await Promise.all(
          Array.from({ length: 45 }, (_, size) => lengthOf('x'.repeat(size), { padding })),
        ),
      )
    expect((await lengths(false)).size).toBe(45)
    expect((await lengths(true)).size).toBe(1)
  })

  it('is taken off by readers, whatever they are told', async () => {
    for (const padding of [false, true])
      expect(await unsealData(await sealData('x', { ...USE, padding }), USE)).toMatchObject({
        ok: true,
        data: 'x',
      })
  })
})
