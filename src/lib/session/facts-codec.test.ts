import { describe, expect, it } from 'vitest'
import { encodeBase64url } from '../bytes/base64url.ts'
import type { Contents } from './codec.ts'
import { createFactsCodec, decodeWithFacts } from './facts-codec.ts'
import type { SessionFacts } from './facts.ts'

const NOW = 1_700_000_000_000
const SID = Uint8Array.from({ length: 16 }, (_, at) => at)
const LIMITS = { idle: undefined, ttl: 60_000, absolute: 600_000 }

const factsAt = (now: number): SessionFacts => ({
  id: encodeBase64url(SID),
  created: now,
  authenticated: now,
  issued: now,
  expires: now + LIMITS.ttl,
  transient: false,
})
const codec = createFactsCodec({ limits: LIMITS, newFacts: factsAt, version: undefined })
const facts = factsAt(NOW)
const envelope = { data: { user: 1 }, flash: {}, facts }

describe('a format with a place for facts', () => {
  it('carries data and facts apart, and no meta data where there is none', () => {
    expect(codec.encode(envelope, true, NOW)).toEqual({
      json: '{"user":1}',
      expires: facts.expires,
      times: { created: NOW, issued: NOW },
      sid: SID,
      meta: undefined,
      transient: false,
    })
  })

  it('carries flash, version and a later proof as meta data', () => {
    const versioned = createFactsCodec({ limits: LIMITS, newFacts: factsAt, version: 3 })
    const later = {
      data: {},
      flash: { notice: 1 },
      facts: { ...facts, authenticated: NOW + 5 },
    }
    const contents = versioned.encode(later, true, NOW)
    expect(contents.meta).toBe(`{"f":{"notice":1},"v":3,"a":${NOW + 5}}`)
    expect(versioned.decode(contents, true, NOW)).toEqual({
      ...later,
      expires: facts.expires,
      version: 3,
    })
  })

  it('gives back what it was given', () => {
    for (const transient of [true, false]) {
      const given = { ...envelope, facts: { ...facts, transient } }
      expect(codec.decode(codec.encode(given, true, NOW), true, NOW + 1000)).toEqual({
        ...given,
        expires: facts.expires,
        version: undefined,
      })
    }
  })

  it('gives facts to a session that has none yet', () => {
    const contents = codec.encode({ data: {}, flash: {} }, true, NOW + 7)
    expect(contents).toMatchObject({ sid: SID, times: { created: NOW + 7, issued: NOW + 7 } })
  })

  const contents = codec.encode(envelope, true, NOW)
  it.each<[string, Partial<Contents>]>([
    ['without an end', { expires: undefined }],
    ['without times', { times: undefined }],
    ['without an id', { sid: undefined }],
    ['of a list', { json: '[]' }],
    ['of no JSON', { json: '{' }],
    ['with meta data that nobody writes', { meta: '[]' }],
  ])('is no session %s: links are sealed in the same format', (_, change) => {
    expect(decodeWithFacts({ ...contents, ...change })).toBeUndefined()
    expect(codec.decode({ ...contents, ...change }, true, NOW)).toBeUndefined()
  })

  it('counts a seal that does not say otherwise as one that outlives the browser', () => {
    expect(decodeWithFacts({ ...contents, transient: undefined })?.facts?.transient).toBe(false)
  })
})

describe('a format without a place for facts', () => {
  it('carries data and flash in the layout of next-iron-session', () => {
    const given = { ...envelope, flash: { notice: 1 } }
    expect(codec.encode(given, false, NOW)).toEqual({
      json: '{"persistent":{"user":1},"flash":{"notice":1}}',
      expires: facts.expires,
      times: { created: NOW, issued: NOW },
      transient: false,
    })
  })

  it('begins a session anew when it is read, and ends it with the seal', () => {
    const contents = { json: '{"persistent":{"user":1},"flash":{}}', expires: NOW + 5 }
    expect(codec.decode(contents, false, NOW)).toEqual({
      data: { user: 1 },
      flash: {},
      expires: NOW + 5,
      facts: { ...facts, expires: NOW + 5 },
    })
  })

  it('ends a seal that is for ever when a new one would end', () => {
    const contents = { json: '{"persistent":{},"flash":{}}', expires: undefined }
    expect(codec.decode(contents, false, NOW)?.facts?.expires).toBe(facts.expires)
  })

  it.each(['{"user":1}', '[]', '{', 'null'])('is no session where it holds %s', (json) => {
    expect(codec.decode({ json, expires: NOW + 5 }, false, NOW)).toBeUndefined()
  })
})

describe('the cookie of a seal', () => {
  it.each<[string, Partial<Contents>, number | undefined]>([
    ['ends with the seal', {}, 60],
    [
      'counts from the sealing and not from the sending',
      { times: { created: 0, issued: NOW + 1000 } },
      59,
    ],
    ['counts from now where the seal does not say when it was made', { times: undefined }, 55],
    ['counts whole seconds only', { expires: NOW + 59_999 }, 59],
    ['ends with the browser where the session does', { transient: true }, undefined],
    ['ends with the browser where the seal has no end', { expires: undefined }, undefined],
  ])('%s', (_, change, maxAge) => {
    const contents = { ...codec.encode(envelope, true, NOW), ...change }
    expect(codec.cookieLifetime(contents, NOW + 5000)).toEqual({ maxAge })
  })
})

describe('the judgement of a session', () => {
  it('goes by its facts', () => {
    expect(codec.judge(envelope, NOW)).toBeUndefined()
    expect(codec.judge(envelope, NOW + LIMITS.ttl)).toBe('expired')
  })

  it('refuses one without facts', () => {
    expect(codec.judge({ data: {}, flash: {} }, NOW)).toBe('malformed')
  })
})
