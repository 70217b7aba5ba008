import { SessionError } from '../../errors.ts'
import { isPlainObject } from '../../session/json-object.ts'
import { notSerializable } from './messages.ts'

/**
 * Throws unless JSON gives back exactly what is put in: iron-session 9 refuses a Date rather than turn it into a string.
 *
 * The error names the path to the value, five levels deep.
 */
export function assertLossless(data: unknown): void {
  if (isLossless(data)) return
  const fault = findFault(data, [], new Set())
  const where = fault === undefined ? '' : ` (session${fault.path.join('')} ${fault.what})`
  throw new SessionError('ERR_IRONSEAL_DATA', notSerializable(where), {
    option: 'data',
    hint: 'Convert the value before it is stored.',
  })
}

/** An object on the way from the root, or the end of one: the mark behind its entries. */
type Visit = { readonly enter: unknown } | { readonly leave: object }

/** A list of what is still to be seen instead of recursion: how deep the data is nested is often somebody else's choice. */
function isLossless(data: unknown): boolean {
  const open: Visit[] = [{ enter: data }]
  const parents = new Set<object>()
  for (let visit = open.pop(); visit !== undefined; visit = open.pop()) {
    if ('leave' in visit) {
      parents.delete(visit.leave)
      continue
    }
    const value = visit.enter
    if (isLosslessScalar(value)) continue
    if (typeof value !== 'object' || value === null) return false
    // An object within itself; the same one twice, side by side, is no harm.
    if (parents.has(value) || !writesEveryKey(value)) return false
    parents.add(value)
    open.push({ leave: value })
    const items: readonly unknown[] = Array.isArray(value) ? value : Object.values(value)
    for (const item of items) if (item !== undefined) open.push({ enter: item })
  }
  return true
}

function isLosslessScalar(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value)
  return value === null || typeof value === 'string' || typeof value === 'boolean'
}

/**
 * Whether JSON writes every own key. An entry that is `undefined` may be left out of an object, but in a list it would become
 * null, and so would a hole.
 */
function writesEveryKey(value: object): boolean {
  if (Array.isArray(value)) return !value.includes(undefined)
  if (!hasPlainPrototype(value)) return false
  return Reflect.ownKeys(value).every(
    (key) => typeof key === 'string' && Object.prototype.propertyIsEnumerable.call(value, key),
  )
}

interface Fault {
  readonly path: readonly string[]
  readonly what: string
}
const MAX_NAMED_DEPTH = 5

/** The first value that can be named as the one at fault. */
function findFault(value: unknown, path: readonly string[], seen: Set<object>): Fault | undefined {
  const what = describeFault(value, path)
  if (what !== undefined) return { path, what }
  if (typeof value !== 'object' || value === null) return undefined
  if (path.length > MAX_NAMED_DEPTH || seen.has(value)) return undefined
  seen.add(value)
  for (const [step, item] of stepsInto(value)) {
    const fault = findFault(item, [...path, step], seen)
    if (fault !== undefined) return fault
  }
  return undefined
}

function stepsInto(value: object): [step: string, item: unknown][] {
  return Array.isArray(value)
    ? [...value.entries()].map(([index, item]) => [`[${index}]`, item])
    : Object.entries(value).map(([key, item]) => [`.${key}`, item])
}

function describeFault(value: unknown, { length: depth }: readonly string[]): string | undefined {
  if (typeof value === 'bigint' || typeof value === 'function' || typeof value === 'symbol')
    return `is a ${typeof value}`
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : `is ${value}`
  const mayBeNamed = depth > 0 && depth <= MAX_NAMED_DEPTH
  if (!mayBeNamed || !isPlainObject(value) || hasPlainPrototype(value)) return undefined
  return `is a ${className(value)}`
}

function hasPlainPrototype(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || prototype === Object.prototype
}

function className(value: object): string {
  const { constructor } = value
  return typeof constructor === 'function' && constructor.name !== ''
    ? constructor.name
    : 'class instance'
}
