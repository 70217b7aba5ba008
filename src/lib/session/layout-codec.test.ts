import { describe, expect, it } from 'vitest'
import { FLAT_LAYOUT, NESTED_LAYOUT } from './envelope.ts'
import { createLayoutCodec } from './layout-codec.ts'

const NOW = 1_700_000_000_000
const rules = { ttl: 1000, skew: 60_000 }
const nested = createLayoutCodec(NESTED_LAYOUT, rules)
const flat = createLayoutCodec(FLAT_LAYOUT, rules)
const envelope = { data: { user: 1 }, flash: { notice: 2 } }

/** What `createSessions` seals: facts beside the data. */
const modern = {
  json: '{"user":1}',
  expires: NOW + 5000,
  times: { created: NOW, issued: NOW },
  sid: new Uint8Array(16),
}

describe('the codec of a drop-in API', () => {
  it('writes its layout and the end of the seal, whatever format carries it', () => {
    for (const carriesMeta of [true, false]) {
      expect(nested.encode(envelope, carriesMeta, NOW)).toEqual({
        json: '{"persistent":{"user":1},"flash":{"notice":2}}',
        expires: NOW + 1000,
      })
      expect(flat.encode(envelope, carriesMeta, NOW).json).toBe('{"user":1}')
    }
  })

  it('reads its layout, and the end that the seal says', () => {
    const { json } = nested.encode(envelope, false, NOW)
    expect(nested.decode({ json, expires: 5 }, false, NOW)).toEqual({ ...envelope, expires: 5 })
    expect(flat.decode({ json, expires: 5 }, false, NOW)).toEqual({
      data: { user: 1 },
      flash: {},
      expires: 5,
    })
  })

  it('reads what `createSessions` sealed, with its facts', () => {
    for (const codec of [nested, flat])
      expect(codec.decode(modern, true, NOW)).toMatchObject({
        data: { user: 1 },
        facts: { created: NOW, issued: NOW, expires: NOW + 5000 },
      })
  })

  it.each(['{"user":1}', '[]', '{', '"text"'])('reads no session in %s', (json) => {
    expect(nested.decode({ json, expires: 5 }, false, NOW)).toBeUndefined()
  })

  it('leaves the lifetime of the cookie to the options of the API', () => {
    expect(nested.cookieLifetime(modern, NOW)).toBeUndefined()
  })
})

describe('its judgement', () => {
  const expires = NOW + 1000

  it('allows the minute of Iron to a seal of its own', () => {
    expect(nested.judge({ ...envelope, expires }, expires + 59_999)).toBeUndefined()
    expect(nested.judge({ ...envelope, expires }, expires + 60_000)).toBe('expired')
    expect(nested.judge({ ...envelope, expires: undefined }, Number.MAX_SAFE_INTEGER)).toBe(
      undefined,
    )
  })

  it('ends a seal of `createSessions` when it says so', () => {
    const session = nested.decode(modern, true, NOW)
    if (session === undefined) throw new Error('no session')
    expect(nested.judge(session, NOW + 4999)).toBeUndefined()
    expect(nested.judge(session, NOW + 5000)).toBe('expired')
    expect(nested.judge(session, NOW - 60_000)).toBeUndefined()
    expect(nested.judge(session, NOW - 60_001)).toBe('invalid')
  })
})
