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

/** So many levels are looked at by recursion: depth that somebody else has chosen would end the stack, and a circle has no end. */
const MOST_LEVELS = 100

function isLossless(data: unknown): boolean {
  return isPlain(data, MOST_LEVELS) || walk(data)
}

/** Nearly always the whole answer, in two thirds of the time of `walk`. */
function isPlain(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return isLosslessScalar(value)
  if (levels === 0) return false
  if (Array.isArray(value)) {
    for (const item of value as unknown[]) if (!isPlain(item, levels - 1)) return false
    return true
  }
  if (!hasPlainPrototype(value)) return false
  let names = 0
  for (const name in value) {
    names++
    const item = (value as Readonly<Record<string, unknown>>)[name]
    if (item !== undefined && !isPlain(item, levels - 1)) return false
  }
  return hasNoOtherKeys(value, names)
}

/** An object that is being looked at, and which of its entries comes next. */
interface Visit {
  readonly object: object
  /** The names of the entries; `undefined` for a list. */
  readonly names: readonly string[] | undefined
  next: number
}

/** Whether JSON gives back everything, however deep it is nested and even if it is within itself: a list of what is open. */
function walk(data: unknown): boolean {
  const open: Visit[] = []
  const parents = new Set<object>()
  let value = data
  for (;;) {
    if (typeof value === 'object' && value !== null) {
      // The same one twice, side by side, is no harm.
      if (parents.has(value)) return false
      const visit = visitOf(value)
      if (visit === undefined) return false
      parents.add(value)
      open.push(visit)
    } else if (!isLosslessScalar(value)) return false

    let visit = open.at(-1)
    while (visit !== undefined && visit.next === lengthOf(visit)) {
      parents.delete(visit.object)
      open.pop()
      visit = open.at(-1)
    }
    if (visit === undefined) return true
    // An entry that is `undefined` is left out; in a list it was refused above.
    value = nextOf(visit) ?? null
  }
}

/** The entries of an object, if JSON writes all of them. One that is `undefined` may be left out, but in a list it would become null. */
function visitOf(object: object): Visit | undefined {
  if (Array.isArray(object))
    // A hole is `undefined` as well.
    return object.includes(undefined) ? undefined : { object, names: undefined, next: 0 }
  const names = Object.keys(object)
  return hasPlainPrototype(object) && hasNoOtherKeys(object, names.length)
    ? { object, names, next: 0 }
    : undefined
}

/** JSON writes names that are enumerable and no symbols. Not asked by `ownKeys`, which is an eighth of sealing 3 kB. */
function hasNoOtherKeys(object: object, names: number): boolean {
  return (
    Object.getOwnPropertyNames(object).length === names &&
    Object.getOwnPropertySymbols(object).length === 0
  )
}

function lengthOf({ object, names }: Visit): number {
  return names === undefined ? (object as unknown[]).length : names.length
}

function nextOf(visit: Visit): unknown {
  const { object, names } = visit
  const at = visit.next++
  if (names === undefined) return (object as unknown[])[at]
  return (object as Record<string, unknown>)[names[at] as string]
}

function isLosslessScalar(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value)
  return value === null || typeof value === 'string' || typeof value === 'boolean'
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
