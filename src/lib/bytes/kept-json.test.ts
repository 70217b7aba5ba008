import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { parseJson } from './json.ts'
import { KeptJson } from './kept-json.ts'

afterEach(() => {
  vi.restoreAllMocks()
  // What a test put there.
  delete (Object.prototype as { planted?: unknown }).planted
})

/** Changes everything in a value that can be changed. */
function spoil(value: unknown): void {
  if (typeof value !== 'object' || value === null) return
  for (const held of Object.values(value)) spoil(held)
  if (Array.isArray(value)) value.push('spoiled')
  else for (const name of Object.keys(value)) Reflect.set(value, name, 'spoiled')
}

const JSONS = [
  'null',
  'true',
  '0',
  '-0',
  '1e21',
  '""',
  '"\\ud800"',
  '[]',
  '{}',
  '{"user":{"id":230,"admin":true},"list":[1,[2,{"a":[]}],null]}',
  '{"2":1,"1":{"b":1,"a":{}},"constructor":{"prototype":{}},"toString":[1],"length":{}}',
  '{"":{"":{"":[]}}}',
]

describe('JSON that is read again and again', () => {
  it.each(JSONS)('is %s every time, whatever becomes of what was read', (text) => {
    const kept = new KeptJson(text)
    for (let reads = 0; reads < 5; reads++) {
      const value = kept.read()
      expect(value).toEqual(JSON.parse(text))
      expect(JSON.stringify(value)).toBe(JSON.stringify(JSON.parse(text)))
      spoil(value)
    }
  })

  it('is what JSON gives, for any value', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), (text) => {
        const kept = new KeptJson(text)
        for (let reads = 0; reads < 4; reads++) {
          const value = kept.read()
          expect(value).toStrictEqual(parseJson(text))
          spoil(value)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('is parsed twice: read once, it may never be asked for again', () => {
    const kept = new KeptJson('{"a":[1]}')
    const parse = vi.spyOn(JSON, 'parse')
    for (let reads = 0; reads < 10; reads++) kept.read()
    expect(parse).toHaveBeenCalledTimes(2)
  })

  it.each(['', '{', '\ufeff{}', '{"__proto__":1}', '{"a":[{"__proto__":{}}]}'])(
    'is nothing every time where it is none or holds __proto__: %j',
    (text) => {
      const kept = new KeptJson(text)
      for (let reads = 0; reads < 4; reads++) expect(kept.read()).toBeUndefined()
    },
  )

  it.each([99, 100, 101, 1000, 100_000])('may be nested %d levels deep', (levels) => {
    for (const [open, close] of [
      ['[', ']'],
      ['{"a":', '}'],
    ] as const) {
      const text = `${open.repeat(levels)}1${close.repeat(levels)}`
      const kept = new KeptJson(text)
      for (let reads = 0; reads < 4; reads++) {
        let value = kept.read()
        let depth = 0
        for (; typeof value === 'object' && value !== null; depth++) {
          const [held] = Object.values(value)
          value = held
        }
        expect([depth, value]).toEqual([levels, 1])
      }
    }
  })

  it('takes over nothing that somebody has put on the prototype of all objects', () => {
    const kept = new KeptJson('{"a":{"b":1}}')
    kept.read()
    kept.read()
    Object.assign(Object.prototype, { planted: { by: 'somebody' } })
    const value = kept.read()
    expect(Object.keys(value as object)).toEqual(['a'])
    expect(Object.keys((value as { a: object }).a)).toEqual(['b'])
  })
})
