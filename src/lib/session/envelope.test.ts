import { describe, expect, it } from 'vitest'
import { parseJson } from '../bytes/json.ts'
import { decodeNested, EMPTY_ENVELOPE, FLAT_LAYOUT, NESTED_LAYOUT } from './envelope.ts'

const envelope = { data: { user: { id: 1 } }, flash: { message: 'hi' } }
const nested = { persistent: envelope.data, flash: envelope.flash }

/** What an authentic seal may hold and no session is. */
const foreign: [string, unknown][] = [
  ['a string', 'text'],
  ['a number', 1],
  ['true', true],
  ['null', null],
  ['nothing', undefined],
  ['a list', [{ persistent: {}, flash: {} }]],
  ['an empty list', []],
]
const notNested: [string, unknown][] = [
  ...foreign,
  ['an empty object', {}],
  ['flat data', { user: { id: 1 } }],
  ['a link that someone else sealed', { userId: 7 }],
  ['persistent alone', { persistent: {} }],
  ['flash alone', { flash: {} }],
  ['one key more', { persistent: {}, flash: {}, more: 1 }],
  ['a persistent list', { persistent: [], flash: {} }],
  ['persistent null', { persistent: null, flash: {} }],
  ['persistent text', { persistent: 'x', flash: {} }],
  ['a flash list', { persistent: {}, flash: [] }],
  ['flash null', { persistent: {}, flash: null }],
  ['inherited keys', Object.assign(Object.create({ persistent: {}, flash: {} }), { a: 1, b: 2 })],
  ['one inherited key', Object.assign(Object.create({ flash: {} }), { persistent: {}, b: 2 })],
]

describe('the nested layout', () => {
  it('is what next-iron-session sealed', () => {
    expect(NESTED_LAYOUT.encode(envelope)).toEqual(nested)
    expect(NESTED_LAYOUT.decode(nested)).toEqual(envelope)
    expect(NESTED_LAYOUT.encode(EMPTY_ENVELOPE)).toEqual({ persistent: {}, flash: {} })
  })

  it.each(notNested)('refuses %s', (_, value) => {
    expect(NESTED_LAYOUT.decode(value)).toBeUndefined()
    expect(decodeNested(value)).toBeUndefined()
  })
})

describe('the flat layout', () => {
  it('is the data itself, and drops flash', () => {
    expect(FLAT_LAYOUT.encode(envelope)).toBe(envelope.data)
    expect(FLAT_LAYOUT.decode({ user: 1 })).toEqual({ data: { user: 1 }, flash: {} })
  })

  it('unwraps what next-iron-session sealed', () => {
    expect(FLAT_LAYOUT.decode(nested)).toEqual({ data: envelope.data, flash: {} })
  })

  it('keeps data that only has one of the two names', () => {
    const data = { persistent: { admin: true }, user: 1 }
    expect(FLAT_LAYOUT.decode(data)).toEqual({ data, flash: {} })
  })

  it.each(foreign)('refuses %s', (_, value) => {
    expect(FLAT_LAYOUT.decode(value)).toBeUndefined()
  })
})

describe('an envelope out of a seal', () => {
  it('never has a key `__proto__`, however deep', () => {
    const text = '{"persistent":{"a":{"__proto__":{"admin":true}}},"flash":{}}'
    expect(NESTED_LAYOUT.decode(parseJson(text))).toBeUndefined()
  })
})
