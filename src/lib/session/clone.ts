/**
 * Copies a value so deeply that no change of the copy shows in the original.
 *
 * Unlike `structuredClone` it keeps prototypes, takes functions over by reference and refuses nothing: the promise that
 * next-iron-session made for `get` and `set`. Own symbols and property attributes are not copied.
 */
export function clone<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value
  const copies = new Map<object, object>()
  // A list instead of recursion: a cookie has room for more nesting than the stack.
  const open: (readonly [target: object, source: object])[] = []

  const copy: Copy = (item) => {
    if (typeof item !== 'object' || item === null) return item
    const known = copies.get(item)
    if (known !== undefined) return known
    const target = emptyLike(item)
    copies.set(item, target)
    if (target !== item) open.push([target, item])
    return target
  }

  const result = copy(value)
  for (const [target, source] of open) fill(target, source, copy)
  return result as T
}

type Copy = (value: unknown) => unknown

/** A new object of the same kind, still without what it holds. */
function emptyLike(value: object): object {
  if (Array.isArray(value)) return []
  if (ArrayBuffer.isView(value)) return copyView(value)
  if (value instanceof Promise) return value
  return copyBuiltIn(value) ?? Object.create(Object.getPrototypeOf(value))
}

/** A new object of the kind that a built-in is; `undefined` for what is none. */
function copyBuiltIn(value: object): object | undefined {
  switch (kindOf(value)) {
    case 'Date':
      return new Date(Date.prototype.getTime.call(value))
    case 'RegExp':
      return copyRegExp(value as RegExp)
    case 'Map':
      return new Map()
    case 'Set':
      return new Set()
    case 'ArrayBuffer':
      return ArrayBuffer.prototype.slice.call(value as ArrayBuffer, 0)
    default:
      return undefined
  }
}

/** For each built-in something that throws when it is asked of any other object. */
const PROOFS = new Map<string, (value: object) => unknown>([
  ['Date', (value) => Date.prototype.getTime.call(value)],
  ['RegExp', (value) => Reflect.get(RegExp.prototype, 'source', value)],
  ['Map', (value) => Map.prototype.has.call(value, undefined)],
  ['Set', (value) => Set.prototype.has.call(value, undefined)],
  ['ArrayBuffer', (value) => ArrayBuffer.prototype.slice.call(value as ArrayBuffer, 0, 0)],
])

/**
 * Which built-in a value is.
 *
 * `instanceof` would miss the values of another realm (a test runner's, a sandbox's), and a value that only inherits from a
 * built-in, or calls itself one, is none.
 */
function kindOf(value: object): string | undefined {
  const kind = tagOf(value)
  try {
    return PROOFS.get(kind)?.(value) === undefined ? undefined : kind
  } catch {
    return undefined
  }
}

/** `Date` of `[object Date]`. */
function tagOf(value: object): string {
  return Object.prototype.toString.call(value).slice(8, -1)
}

function fill(target: object, source: object, copy: Copy): void {
  // A view's elements are its keys, and they are copied already.
  if (ArrayBuffer.isView(source)) return
  const kind = kindOf(source)
  if (kind === 'Map') fillMap(target as Map<unknown, unknown>, source, copy)
  if (kind === 'Set') fillSet(target as Set<unknown>, source, copy)
  if (source instanceof Error || tagOf(source) === 'Error') copyErrorText(target, source)
  for (const key of Object.keys(source)) {
    define(target, key, copy((source as Record<string, unknown>)[key]))
  }
}

function fillMap(target: Map<unknown, unknown>, source: object, copy: Copy): void {
  Map.prototype.forEach.call(source, (item, key) => target.set(copy(key), copy(item)))
}

function fillSet(target: Set<unknown>, source: object, copy: Copy): void {
  Set.prototype.forEach.call(source, (item) => target.add(copy(item)))
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
function copyErrorText(target: object, source: object): void {
  for (const key of ['message', 'stack', 'cause']) {
    const text = Object.getOwnPropertyDescriptor(source, key)?.value as unknown
    if (text === undefined) continue
    Object.defineProperty(target, key, { value: text, writable: true, configurable: true })
  }
}
