import { platform } from '#platform'
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nodeExchange } from './exchanges/node.ts'
import { KeyRing } from './keys/key-ring.ts'
import { createDropInConfig, type DropInSettings } from './options/config.ts'
import { EMPTY_ENVELOPE, NESTED_LAYOUT } from './session/envelope.ts'
import { createLayoutCodec } from './session/layout-codec.ts'
import type { RequestSession } from './session/request-session.ts'
import { openSession } from './opening.ts'
import { createChunkedTransport } from './transport/chunked-transport.ts'
import { createCookieTransport } from './transport/cookie-transport.ts'

const PASSWORD = 'a password of thirty-two letters'
const NOW = 1_700_000_000_000
const limit = { measure: (text: string) => text.length, tooBig: (size: number) => `${size}` }
const transportOf = (more = {}) =>
  createCookieTransport({ name: 's', options: {}, limit, candidates: 5, replace: true, ...more })
const messages = {
  splitElsewhere: () => 'elsewhere',
  tooManyChunks: () => 'too many',
  noRoom: () => 'no room',
}

const configOf = (more: Partial<DropInSettings> = {}) =>
  createDropInConfig({
    api: 'test',
    cookieName: 's',
    ring: KeyRing.fromPassword(PASSWORD),
    transport: transportOf(),
    codec: createLayoutCodec(NESTED_LAYOUT, { ttl: 1000, skew: 60_000 }),
    sealSuffix: '',
    ...more,
  })

/** A request with this header and its response, on which sessions can be opened. */
const requestOf = (cookie?: string) => {
  const headers = new Map<string, readonly string[]>()
  const request = { headers: cookie === undefined ? {} : { cookie } }
  const response = {
    getHeader: (name: string) => headers.get(name),
    setHeader: (name: string, value: readonly string[]) => headers.set(name, value),
  }
  return {
    request,
    sent: (): readonly string[] => headers.get('set-cookie') ?? [],
    open: async (config = configOf()): Promise<RequestSession> =>
      openSession(config, nodeExchange(request, response), (session) => session),
  }
}
const open = async (cookie?: string, config = configOf()): Promise<RequestSession> =>
  requestOf(cookie).open(config)
const sealOf = async (data: object = { a: 1 }, config = configOf()): Promise<string> => {
  const { open: openHere, sent } = requestOf()
  await (await openHere(config)).save({ data: { ...data }, flash: {} })
  return sent()[0]!.slice('s='.length)
}

const calls = {
  pbkdf2Sha1: vi.spyOn(platform, 'pbkdf2Sha1'),
  hmacSha256: vi.spyOn(platform, 'hmacSha256'),
  decrypt: vi.spyOn(platform, 'decrypt'),
  encrypt: vi.spyOn(platform, 'encrypt'),
  randomBytes: vi.spyOn(platform, 'randomBytes'),
}
const forget = (): void => Object.values(calls).forEach((call) => call.mockClear())
const counted = (): Record<string, number> =>
  Object.fromEntries(
    Object.entries(calls)
      .map(([name, { mock }]) => [name, mock.calls.length] as const)
      .filter(([, count]) => count > 0),
  )
const ONE_OPEN = { pbkdf2Sha1: 2, hmacSha256: 1, decrypt: 1 }
const ONE_REFUSAL = { pbkdf2Sha1: 1, hmacSha256: 1 }

beforeEach(forget)
afterEach(() => vi.useRealTimers())
afterAll(() => Object.values(calls).forEach((call) => call.mockRestore()))

describe('the cryptography of a request', () => {
  it('is none without a cookie', async () => {
    for (const cookie of [undefined, '', 'other=1; more=2']) {
      expect((await open(cookie)).loaded()).toEqual({
        envelope: EMPTY_ENVELOPE,
        origin: { kind: 'new' },
      })
    }
    expect(counted()).toEqual({})
  })

  it('is none for a session that nobody touches, where unsealing can wait', async () => {
    const cookie = `s=${await sealOf()}`
    forget()
    const session = await open(cookie)
    expect(counted()).toEqual(platform.synchronous ? {} : ONE_OPEN)
    session.loaded()
    expect(counted()).toEqual(ONE_OPEN)
  })

  it('is one unsealing, however often the session is opened and read', async () => {
    const { open: openHere } = requestOf(`s=${await sealOf()}`)
    forget()
    const sessions = await Promise.all([openHere(), openHere(), openHere(configOf())])
    for (const session of sessions) expect(session.loaded()).toBe(sessions[0]!.loaded())
    expect(new Set(sessions).size).toBe(1)
    expect(counted()).toEqual(ONE_OPEN)
  })

  it('is one sealing for a save', async () => {
    const session = await open()
    await session.save(EMPTY_ENVELOPE)
    // Salts come from a pool that may have to be filled again; the initialization vector never does.
    const { randomBytes, ...others } = counted()
    expect(others).toEqual({ pbkdf2Sha1: 2, hmacSha256: 1, encrypt: 1 })
    expect([1, 2]).toContain(randomBytes)
    expect(calls.randomBytes.mock.calls.filter(([length]) => length === 16)).toHaveLength(1)
  })

  it('is none to clear', async () => {
    const session = await open(`s=${await sealOf()}`)
    forget()
    session.clear()
    expect(counted()).toEqual({})
  })

  it.each(['A', '*', '~', '.', '%', '"', ' '])('is none for 16 MiB of %j', async (filler) => {
    const session = await open(`s=Fe26.2*1*${filler.repeat(16 * 1024 * 1024)}x`)
    expect(session.loaded().origin).toEqual({ kind: 'rejected', reason: 'oversize' })
    expect(counted()).toEqual({})
  })

  it('is at most five refusals for a header of forged cookies', async () => {
    const forged = await sealOf({}, configOf({ ring: KeyRing.fromPassword(`${PASSWORD}.`) }))
    forget()
    const header = Array.from({ length: 50 }, () => `s=${forged}`).join('; ')
    expect((await open(header)).loaded().origin).toEqual({ kind: 'rejected', reason: 'invalid' })
    expect(counted()).toEqual({ pbkdf2Sha1: 5, hmacSha256: 5 })
  })

  it('is six at most with chunks, which are tried once, joined', async () => {
    const transport = createChunkedTransport({
      name: 's',
      options: {},
      limit,
      messages,
      candidates: 5,
      replace: true,
      split: true,
    })
    const forged = await sealOf({}, configOf({ ring: KeyRing.fromPassword(`${PASSWORD}.`) }))
    forget()
    const whole = Array.from({ length: 9 }, () => `s=${forged}`)
    const chunks = Array.from(
      { length: 99 },
      (_, at) => `s.${at}=${forged.slice(at * 99, at * 99 + 99)}`,
    )
    await (await open([...chunks, ...whole].join('; '), configOf({ transport }))).loaded()
    expect(counted()).toEqual({ pbkdf2Sha1: 6, hmacSha256: 6 })
  })

  it('is one refusal for a forged cookie, which is never decrypted', async () => {
    const seal = await sealOf()
    forget()
    const forged = `${seal.slice(0, -1)}${seal.endsWith('A') ? 'E' : 'A'}`
    expect((await open(`s=${forged}`)).loaded().origin).toEqual({
      kind: 'rejected',
      reason: 'invalid',
    })
    expect(counted()).toEqual(ONE_REFUSAL)
  })
})

describe('several cookies of one name', () => {
  it('give the first one that is authentic and good', async () => {
    const [one, two] = [await sealOf({ n: 1 }), await sealOf({ n: 2 })]
    for (const [header, n] of [
      [`s=garbage; s=${one}; s=${two}`, 1],
      [`s=${two}; s=${one}`, 2],
      [`s=; s=%; s=${'x'.repeat(5000)}; s=${one}`, 1],
    ] as const) {
      expect((await open(header)).loaded()).toMatchObject({
        envelope: { data: { n } },
        origin: { kind: 'resumed' },
      })
    }
  })

  it('give the reason of the first when none is good', async () => {
    const seal = await sealOf()
    expect((await open(`s=garbage; s=${seal.slice(0, -1)}`)).loaded().origin).toEqual({
      kind: 'rejected',
      reason: 'malformed',
    })
    expect((await open(`s=${seal.replace('*1*', '*7*')}; s=x`)).loaded().origin).toEqual({
      kind: 'rejected',
      reason: 'unknown-key',
    })
  })

  it('give one alone where one is all that is tried', async () => {
    const config = configOf({ transport: transportOf({ candidates: 1 }) })
    const session = await open(`s=garbage; s=${await sealOf()}`, config)
    expect(session.loaded().origin).toEqual({ kind: 'rejected', reason: 'malformed' })
  })
})

describe('the lifetime of a session', () => {
  it.each([
    ['before its end', 999, 'resumed'],
    ['within the skew', 60_999, 'resumed'],
    ['at the end of the skew', 61_000, 'rejected'],
    ['an hour earlier, when the clock was set back', -3_600_000, 'resumed'],
  ])('is judged to the millisecond: %s', async (_, after, kind) => {
    vi.useFakeTimers({ toFake: ['Date'], now: NOW })
    const seal = await sealOf()
    vi.setSystemTime(NOW + after)
    expect((await open(`s=${seal}`)).loaded().origin.kind).toBe(kind)
  })

  it('restarts with every save', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: NOW })
    const first = await sealOf()
    vi.setSystemTime(NOW + 500)
    const { open: openHere, sent } = requestOf(`s=${first}`)
    const session = await openHere()
    await session.save(session.loaded().envelope)
    expect(sent()[0]!.split('*')[5]).toBe(String(NOW + 1500))
  })
})

describe('what a seal holds', () => {
  it.each([
    ['no JSON', '{'],
    ['a byte order mark', '\uFEFF{"persistent":{},"flash":{}}'],
    ['nothing', ''],
    ['a number', '1'],
    ['null', 'null'],
    ['a list', '[]'],
    ['text', '"x"'],
    ['flat data', '{"user":1}'],
    ['a key `__proto__`', '{"persistent":{"__proto__":{"admin":true}},"flash":{}}'],
    ['bytes behind it', '{"persistent":{},"flash":{}} x'],
    ['NUL behind it', '{"persistent":{},"flash":{}}\0'],
  ])('must be a session: %s is malformed', async (_, json) => {
    const config = configOf()
    const { context } = config.sources[0]!
    const text = await config.sealer.seal({ json, expires: undefined }, context)
    expect((await open(`s=${text}`)).loaded()).toEqual({
      envelope: EMPTY_ENVELOPE,
      origin: { kind: 'rejected', reason: 'malformed' },
    })
    expect(Object.prototype).not.toHaveProperty('admin')
  })
})

describe('a save', () => {
  it('seals what is there at the call', async () => {
    const { open: openHere, sent } = requestOf()
    const session = await openHere()
    const data: Record<string, unknown> = { a: 1 }
    const saving = session.save({ data, flash: {} })
    data['a'] = 2
    expect(await saving).toEqual(sent())
    expect((await open(sent()[0])).loaded().envelope.data).toEqual({ a: 1 })
  })

  it('fails at once for data that is no JSON, and writes nothing', async () => {
    const { open: openHere, sent } = requestOf()
    const session = await openHere()
    const save = (): unknown => session.save({ data: { big: 1n }, flash: {} })
    expect(save).toThrow(expect.objectContaining({ code: 'ERR_IRONSEAL_DATA' }))
    expect(sent()).toEqual([])
  })

  it('says which keys are big when it does not fit, and no value', async () => {
    const session = await open()
    const data = { small: 1, cart: 'SECRET'.repeat(600) }
    const failed = (async () => session.save({ data, flash: {} }))()
    await expect(failed).rejects.toMatchObject({
      code: 'ERR_IRONSEAL_COOKIE_TOO_BIG',
      hint: expect.stringMatching(/`cart` \(3602\).*`small` \(1\)/),
    })
    await expect(failed).rejects.not.toMatchObject({ hint: expect.stringContaining('SECRET') })
  })
})
