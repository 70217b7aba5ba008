import { describe, expect, it } from 'vitest'
import { decodeText, encodeValue } from './json.ts'

describe('encodeValue', () => {
  const encode = (value: unknown): string => encodeValue(value, undefined)

  it('follows JSON.stringify', () => {
    expect(encode({ date: new Date(0), nan: NaN, gone: undefined, list: [undefined] })).toBe(
      '{"date":"1970-01-01T00:00:00.000Z","nan":null,"list":[null]}',
    )
    expect(encode(null)).toBe('null')
  })

  it('refuses a circle and a BigInt with what JSON.stringify says, and keeps its error', () => {
    expect(() => encode(1n)).toThrow(/^Failed to stringify object: .*BigInt/)
    const circle: Record<string, unknown> = {}
    circle['self'] = circle
    expect(() => encode(circle)).toThrow(/^Failed to stringify object: .*circular/i)
    expect(() => encode(circle)).toThrow(expect.objectContaining({ cause: expect.any(TypeError) }))
  })

  it('says what was thrown when that is no error', () => {
    const value = {
      toJSON() {
        throw 'no'
      },
    }
    expect(() => encode(value)).toThrow(/^Failed to stringify object: no$/)
  })

  it.each([undefined, () => 1, Symbol('x')])('refuses %s', (value) => {
    expect(() => encode(value)).toThrow(/^Data is not JSON serializable$/)
  })

  it('refuses a key `__proto__`, which could not be read back', () => {
    const message = /^Failed to stringify object: Object contains forbidden prototype property$/
    expect(() => encode(JSON.parse('{"a":[{"__proto__":1}]}'))).toThrow(message)
    expect(encode({ 'x"__proto__': 1 })).toBe('{"x\\"__proto__":1}')
    expect(encode({ a: '"__proto__":' })).toBe('{"a":"\\"__proto__\\":"}')
  })

  it('takes an encoder that gives text', () => {
    expect(encodeValue(5, (value) => `<${String(value)}>`)).toBe('<5>')
    expect(() => encodeValue(5, (() => new Uint8Array(1)) as never)).toThrow(/^Data is not JSON/)
  })
})

describe('decodeText', () => {
  const decode = (text: string): unknown => decodeText(text, undefined)

  it('reads every kind of JSON', () => {
    for (const text of ['{"a":1}', '[]', '"x"', '0', 'false', 'null']) {
      expect(decode(text)).toEqual(JSON.parse(text))
    }
  })

  it.each(['{"__proto__":1}', '[[{"a":{"__proto__":1}}]]', '{"\\u005f_proto__":1}'])(
    'refuses %s',
    (text) => {
      expect(() => decode(text)).toThrow(
        /^Failed parsing sealed object JSON: Object contains forbidden prototype property$/,
      )
      expect(({} as Record<string, unknown>)['admin']).toBeUndefined()
    },
  )

  it('says why text is no JSON without repeating it', () => {
    for (const text of [
      'my secret plan',
      '{"plan":secret}',
      '{"a":"secret"',
      '[1 secret]',
      '\ufeff{}',
      '',
    ]) {
      expect(() => decode(text)).toThrow(/^Failed parsing sealed object JSON: \w/)
      expect(() => decode(text)).not.toThrow(/secret|plan/)
    }
  })

  it('takes a decoder, which gets the text as it is', () => {
    expect(decodeText('{"__proto__":1}', (text) => text.length)).toBe(15)
  })
})
