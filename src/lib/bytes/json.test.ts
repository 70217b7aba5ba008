import { describe, expect, it } from 'vitest'
import { SessionError } from '../errors.ts'
import { holdsProtoKey, parseJson, writeJson } from './json.ts'

describe('parseJson', () => {
  it.each(['null', 'true', '1', '-0', '"text"', '[1,[2]]', '{"a":{"b":1}}'])('reads %s', (text) => {
    expect(parseJson(text)).toEqual(JSON.parse(text))
  })

  it.each([
    '',
    ' ',
    '{',
    '{"a":1}x',
    '{"a":1}\0',
    "{'a':1}",
    '\uFEFF{}',
    '[1,]',
    'NaN',
    'undefined',
  ])('refuses %j, which is no JSON', (text) => {
    expect(parseJson(text)).toBeUndefined()
  })

  it.each([
    ['at the top', '{"__proto__":{"admin":true}}'],
    ['in an object', '{"a":{"__proto__":null}}'],
    ['in a list', '[[{"__proto__":1}]]'],
    ['with an escape', '{"\\u005f_proto__":{}}'],
    ['all escapes', String.raw`{"\u005F\u005f\u0070\u0072\u006f\u0074\u006f\u005f\u005f":1}`],
    ['beside its twin', '{"a":1,"__proto__":1,"__proto__":2}'],
    ['at depth 50', `${'{"a":'.repeat(50)}{"__proto__":{}}${'}'.repeat(50)}`],
    ['at depth 1500', `${'['.repeat(1500)}{"__proto__":{}}${']'.repeat(1500)}`],
  ])('refuses a key `__proto__` %s', (_, text) => {
    expect(parseJson(text)).toBeUndefined()
    expect(Object.prototype).not.toHaveProperty('admin')
  })

  it.each([
    '{"a":"__proto__"}',
    '["__proto__"]',
    '{"__proto":1}',
    '{"x__proto__":1}',
    String.raw`{"a":"\u005f_proto__"}`,
    '{"constructor":{"prototype":{"admin":true}}}',
    '{"a":"\\"__proto__\\":"}',
  ])('reads %s: the name is a value there, or another name', (text) => {
    expect(parseJson(text)).toEqual(JSON.parse(text))
  })

  it('keeps the last of two equal keys, as JSON.parse does', () => {
    expect(parseJson('{"a":1,"a":2}')).toEqual({ a: 2 })
  })
})

describe('writeJson', () => {
  it('follows JSON.stringify', () => {
    const value = {
      date: new Date(0),
      no: undefined,
      nan: NaN,
      list: [undefined, () => 1],
      map: new Map(),
    }
    expect(writeJson(value)).toBe(JSON.stringify(value))
  })

  it('escapes lone surrogates, so that the text survives UTF-8', () => {
    expect(writeJson({ a: '\uD800' })).toBe(String.raw`{"a":"\ud800"}`)
  })

  it('says what it cannot store, in the words of @hapi/iron', () => {
    const circle: { self?: unknown } = {}
    circle.self = circle
    expect(() => writeJson(circle)).toThrow(
      expect.objectContaining({
        code: 'ERR_IRONSEAL_DATA',
        message: expect.stringMatching(/^Failed to stringify object: /),
        cause: expect.any(TypeError),
      }),
    )
    expect(() => writeJson({ big: 1n })).toThrow(/^Failed to stringify object: /)
  })

  it('passes on what a toJSON throws, even if it is no error', () => {
    const value = {
      toJSON() {
        // oxlint-disable-next-line no-throw-literal -- somebody else's code may do this
        throw 'not today'
      },
    }
    expect(() => writeJson(value)).toThrow('Failed to stringify object: not today')
  })

  it.each([undefined, () => 1, Symbol('x')])('refuses %s, which JSON leaves out', (value) => {
    const message = `Failed to stringify object: it is a ${typeof value}`
    expect(() => writeJson(value)).toThrow(new SessionError('ERR_IRONSEAL_DATA', message))
  })

  it.each([
    ['at the top', JSON.parse('{"__proto__":1}')],
    ['deep inside', { a: [{ b: JSON.parse('{"__proto__":{}}') }] }],
  ])('refuses a key `__proto__` %s, which would make the seal unreadable', (_, value) => {
    expect(() => writeJson(value)).toThrow(
      expect.objectContaining({
        code: 'ERR_IRONSEAL_DATA',
        message: expect.stringContaining('__proto__'),
        hint: expect.stringContaining('Copy the fields'),
      }),
    )
  })

  it.each([
    ['a value', { a: '__proto__' }],
    ['a key that ends like it', { 'a"__proto__': 1 }],
    ['a value that looks like a key', { a: '"__proto__":1' }],
    ['a value that looks like a key with escapes', { a: '\\"__proto__":1' }],
    ['a null-prototype object', Object.assign(Object.create(null), { a: 1 })],
  ])('writes %s', (_, value) => {
    expect(parseJson(writeJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
  })

  it('looks for the key in lists of any length', () => {
    const long = Array.from({ length: 300_000 }, () => 0)
    expect(writeJson({ 'a"__proto__': 1, long })).toContain('0,0]')
  })
})

describe('holdsProtoKey', () => {
  const innocent: unknown[] = [null, undefined, 1, 'text', [], {}, { constructor: 1 }]
  it.each(innocent.map((value) => ({ value })))('finds none in $value', ({ value }) => {
    expect(holdsProtoKey(value)).toBe(false)
  })

  it('comes to an end in a circle', () => {
    const circle: { self?: unknown } = {}
    circle.self = [circle, circle]
    expect(holdsProtoKey(circle)).toBe(false)
  })
})
