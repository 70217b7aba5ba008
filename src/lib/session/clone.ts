/**
 * Copies a value so deeply that no change of the copy shows in the original.
 *
 * Unlike `structuredClone` it keeps prototypes, takes functions over by reference and never throws: the promise that
 * next-iron-session made for `get` and `set`. Own symbols and property attributes are not copied.
 */
export function clone<T>(value: T): T {
  return copy(value, new Map()) as T
}

function copy(value: unknown, copies: Map<object, unknown>): unknown {
  if (typeof value !== 'object' || value === null) return value
  const known = copies.get(value)
  if (known !== undefined) return known
  const target = emptyLike(value)
  copies.set(value, target)
  fill(target, value, copies)
  return target
}

/** A new object of the same kind, still without what it holds. */
function emptyLike(value: object): object {
  if (Array.isArray(value)) return []
  if (value instanceof Date) return new Date(value.getTime())
  if (value instanceof RegExp) return copyRegExp(value)
  if (value instanceof Map) return new Map()
  if (value instanceof Set) return new Set()
  if (ArrayBuffer.isView(value)) return copyView(value)
  if (value instanceof ArrayBuffer) return value.slice(0)
  if (value instanceof Promise) return value
  return Object.create(Object.getPrototypeOf(value))
}

function fill(target: object, source: object, copies: Map<object, unknown>): void {
  if (target === source) return
  if (source instanceof Map && target instanceof Map) {
    for (const [key, item] of source) target.set(copy(key, copies), copy(item, copies))
  } else if (source instanceof Set && target instanceof Set) {
    for (const item of source) target.add(copy(item, copies))
  }
  // A view's elements are its keys, and they are copied already.
  if (ArrayBuffer.isView(source)) return
  if (source instanceof Error) copyErrorText(target, source)
  for (const key of Object.keys(source)) {
    define(target, key, copy((source as Record<string, unknown>)[key], copies))
  }
}

/** Defined and not assigned: a key `__proto__` must not become the prototype. */
function define(target: object, key: string, value: unknown): void {
  Object.defineProperty(target, key, {
    value,
    writable: true,
    enumerable: true,
    configurable: true,
  })
}

function copyRegExp(value: RegExp): RegExp {
  const twin = new RegExp(value.source, value.flags)
  twin.lastIndex = value.lastIndex
  return twin
}

function copyView(value: ArrayBufferView): ArrayBufferView {
  if (typeof Buffer !== 'undefined' && Buffer.isBuffer(value)) return Buffer.from(value)
  const bytes = value.buffer.slice(value.byteOffset, value.byteOffset + value.byteLength)
  const View = value.constructor as new (buffer: ArrayBufferLike) => ArrayBufferView
  return new View(bytes)
}

/** An error's message and stack are own but not enumerable. */
function copyErrorText(target: object, source: Error): void {
  for (const key of ['message', 'stack', 'cause'] as const) {
    if (!Object.hasOwn(source, key)) continue
    Object.defineProperty(target, key, { value: source[key], writable: true, configurable: true })
  }
}
