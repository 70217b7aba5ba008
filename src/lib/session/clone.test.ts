import { createContext, runInContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { clone } from './clone.ts'

/** A value of another realm: what a test runner or an edge sandbox hands over. */
const foreign = <T>(code: string): T => runInContext(`(${code})`, createContext({}))

describe('clone', () => {
  it.each([undefined, null, true, 0, -0, NaN, 1n, '', 'text', Symbol.iterator])(
    'gives a primitive back: %s',
    (value) => {
      expect(clone(value)).toBe(value)
    },
  )

  it('gives functions and promises back', () => {
    const values = { call: () => 1, Kind: class {}, promise: Promise.resolve(1) }
    const copy = clone(values)
    expect(copy).not.toBe(values)
    expect(copy.call).toBe(values.call)
    expect(copy.Kind).toBe(values.Kind)
    expect(copy.promise).toBe(values.promise)
  })

  it('copies objects and lists at every depth', () => {
    const value = { list: [{ deep: [1, [2, { three: 3 }]] }], empty: {}, none: [], nil: null }
    const copy = clone(value)
    expect(copy).toEqual(value)
    const [, inner] = copy.list[0]!.deep[1] as [number, { three: number }]
    inner.three = 4
    copy.list.push({ deep: [] })
    Object.assign(copy.empty, { a: 1 })
    expect(value).toEqual({
      list: [{ deep: [1, [2, { three: 3 }]] }],
      empty: {},
      none: [],
      nil: null,
    })
  })

  it('keeps the order of keys', () => {
    expect(Object.keys(clone({ b: 1, a: 2, 1: 3, c: 4 }))).toEqual(['1', 'b', 'a', 'c'])
  })

  it('copies dates, also their own properties', () => {
    const date = Object.assign(new Date(1234), { note: { a: 1 } })
    const copy = clone(date)
    expect(copy).not.toBe(date)
    expect(copy.getTime()).toBe(1234)
    expect(copy.note).toEqual({ a: 1 })
    expect(copy.note).not.toBe(date.note)
    expect(clone(new Date(NaN)).getTime()).toBeNaN()
  })

  it('copies regular expressions with flags and lastIndex', () => {
    const expression = /a(b)/giu
    expression.lastIndex = 3
    const copy = clone(expression)
    expect(copy).not.toBe(expression)
    expect([copy.source, copy.flags, copy.lastIndex]).toEqual(['a(b)', 'giu', 3])
  })

  it('copies maps and sets and what is in them', () => {
    const key = { k: 1 }
    const map = new Map<unknown, unknown>([
      [key, { v: 1 }],
      ['twice', key],
    ])
    const set = new Set([[1], key])
    const copy = clone({ map, set })
    expect(copy).toEqual({ map, set })
    const [copiedKey] = [...copy.map.keys()]
    expect(copiedKey).not.toBe(key)
    expect(copy.map.get('twice')).toBe(copiedKey)
    expect(copy.set.has(copiedKey as never)).toBe(true)
    expect(copy.map.get(copiedKey)).not.toBe(map.get(key))
  })

  it('copies bytes in every shape', () => {
    const memory = new Uint8Array([0, 1, 2, 3, 4, 5, 6, 7])
    const views = {
      buffer: Buffer.from([1, 2, 3]),
      part: memory.subarray(2, 4),
      floats: new Float64Array([1.5, -0]),
      data: new DataView(memory.buffer, 1, 2),
      raw: memory.buffer,
      shared: new Uint8Array(new SharedArrayBuffer(2)),
    }
    const copy = clone(views)
    expect(Buffer.isBuffer(copy.buffer)).toBe(true)
    expect([...copy.buffer]).toEqual([1, 2, 3])
    expect([...copy.part]).toEqual([2, 3])
    expect([...copy.floats]).toEqual([1.5, -0])
    expect(copy.data.getUint8(1)).toBe(2)
    memory.fill(9)
    views.buffer.fill(9)
    views.shared.fill(9)
    expect([...copy.part]).toEqual([2, 3])
    expect([...new Uint8Array(copy.raw)]).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
    expect([...copy.buffer]).toEqual([1, 2, 3])
    expect([...copy.shared]).toEqual([0, 0])
    expect(copy.data.getUint8(1)).toBe(2)
  })

  it('copies errors with message, stack and cause', () => {
    class MyError extends Error {
      code = { number: 7 }
    }
    const error = new MyError('oops', { cause: 'that' })
    const copy = clone(error)
    expect(copy).not.toBe(error)
    expect(copy).toBeInstanceOf(MyError)
    expect([copy.message, copy.stack, copy.cause]).toEqual(['oops', error.stack, 'that'])
    expect(copy.code).toEqual({ number: 7 })
    expect(copy.code).not.toBe(error.code)
    expect(Object.keys(copy)).toEqual(['code'])
  })

  it('keeps prototypes', () => {
    class Cart {
      items = ['a']
      count(): number {
        return this.items.length
      }
    }
    const copy = clone({ cart: new Cart(), bare: Object.assign(Object.create(null), { a: 1 }) })
    expect(copy.cart.count()).toBe(1)
    expect(Object.getPrototypeOf(copy.bare)).toBeNull()
  })

  it('leaves no way from the copy into the original where the value goes round in a circle', () => {
    const value: { self?: unknown; list: unknown[] } = { list: [] }
    value.self = value
    value.list.push(value, value.list)
    const copy = clone(value)
    expect(copy.self).toBe(copy)
    expect(copy.list[0]).toBe(copy)
    expect(copy.list[1]).toBe(copy.list)
    expect(copy.list).not.toBe(value.list)
  })

  it('copies once what occurs twice', () => {
    const twin = { a: 1 }
    const copy = clone({ left: twin, right: twin })
    expect(copy.left).toBe(copy.right)
    expect(copy.left).not.toBe(twin)
  })

  it('reads a getter once and stores its value', () => {
    let reads = 0
    const copy = clone({
      get now() {
        return { read: ++reads }
      },
    })
    expect([copy.now, copy.now]).toEqual([{ read: 1 }, { read: 1 }])
  })

  it('calls no setter of a prototype', () => {
    const prototype = {
      set name(_: string) {
        throw new Error('called')
      },
    }
    const value = Object.defineProperty(Object.create(prototype), 'name', {
      value: 'own',
      enumerable: true,
    })
    expect(clone(value).name).toBe('own')
  })

  it('makes an own key `__proto__` no prototype', () => {
    const value = JSON.parse('{"a":{"__proto__":{"admin":true}}}')
    const copy = clone(value)
    expect(copy.a.admin).toBeUndefined()
    expect(Object.getPrototypeOf(copy.a)).toBe(Object.prototype)
    expect(Object.prototype).not.toHaveProperty('admin')
  })

  it('leaves out symbols', () => {
    expect(Reflect.ownKeys(clone({ a: 1, [Symbol('s')]: 2 }))).toEqual(['a'])
  })

  it('goes as deep as the value does', () => {
    const depth = 50_000
    let value: unknown = 'bottom'
    for (let level = 0; level < depth; level++) value = level % 2 === 0 ? [value] : { value }
    let copy = clone(value)
    for (let level = 0; level < depth; level++) {
      copy = Array.isArray(copy) ? copy[0] : (copy as { value: unknown }).value
    }
    expect(copy).toBe('bottom')
  })

  it.each(['Date', 'RegExp', 'Map', 'Set', 'ArrayBuffer', 'Error', 'Promise', 'Uint8Array'])(
    'takes an object that only inherits from %s as an object',
    (name) => {
      const { prototype } = globalThis[name as 'Map']
      const copy = clone(Object.assign(Object.create(prototype), { a: [1] }))
      expect(Object.getPrototypeOf(copy)).toBe(prototype)
      expect(copy.a).toEqual([1])
    },
  )

  it.each(['Date', 'RegExp', 'Map', 'Set', 'ArrayBuffer', 'Error'])(
    'takes an object that only calls itself %s as an object',
    (name) => {
      const copy = clone({ a: [1], source: '(', [Symbol.toStringTag]: name })
      expect(copy.a).toEqual([1])
    },
  )
})

interface Everything {
  date: Date
  re: RegExp
  map: Map<number, number[]>
  set: Set<number>
  list: number[]
  bytes: Uint8Array
  raw: ArrayBuffer
}

describe('clone, given values of another realm', () => {
  it('copies what they are', () => {
    const value = foreign<Everything>(
      '{ date: new Date(5), re: /x/g, map: new Map([[1, [2]]]), set: new Set([3]), list: [4], bytes: new Uint8Array([6]), raw: new ArrayBuffer(2) }',
    )
    const copy = clone(value)
    expect(copy.date.getTime()).toBe(5)
    expect(JSON.stringify(copy.date)).toBe('"1970-01-01T00:00:00.005Z"')
    expect([copy.re.source, copy.re.flags]).toEqual(['x', 'g'])
    expect([...copy.map]).toEqual([[1, [2]]])
    expect(copy.map.get(1)).not.toBe(value.map.get(1))
    expect([...copy.set]).toEqual([3])
    expect(Array.isArray(copy.list)).toBe(true)
    expect([...copy.list]).toEqual([4])
    expect([...copy.bytes]).toEqual([6])
    expect(copy.raw.byteLength).toBe(2)
    for (const key of Object.keys(value) as (keyof Everything)[])
      expect(copy[key]).not.toBe(value[key])
  })

  it('copies errors', () => {
    const copy = clone(foreign<Error>('new TypeError("far away")'))
    expect(copy.message).toBe('far away')
    expect(copy.stack).toContain('far away')
  })
})

describe('what is copied', () => {
  it('can be changed and taken away like anything else', () => {
    const copy = clone({ list: [1], error: new Error('one', { cause: 'two' }) })
    for (const name of ['message', 'cause', 'stack'] as const) {
      copy.error[name] = 'other'
      expect(copy.error[name]).toBe('other')
      expect(Reflect.deleteProperty(copy.error, name)).toBe(true)
    }
    expect(Reflect.deleteProperty(copy, 'list')).toBe(true)
  })

  it('has no more of an error than there was', () => {
    const bare = new Error('text')
    delete bare.stack
    expect(Object.getOwnPropertyNames(clone(bare))).toEqual(['message'])
    expect(Object.getOwnPropertyNames(clone({ message: 'no error' }))).toEqual(['message'])
    expect(Object.keys(clone({ stack: 'a', message: 'b' }))).toEqual(['stack', 'message'])
  })
})
