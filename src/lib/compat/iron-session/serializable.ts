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

/** An object that is being looked at, and which of its values comes next. */
interface Visit {
  readonly object: object
  readonly values: readonly unknown[]
  next: number
}

/** A list of what is open instead of recursion: how deep the data is nested is often somebody else's choice. */
function isLossless(data: unknown): boolean {
  const parents = new Set<object>()
  const open: Visit[] = []
  let value = data
  for (;;) {
    if (typeof value === 'object' && value !== null) {
      // An object within itself; the same one twice, side by side, is no harm.
      if (parents.has(value) || !writesEveryKey(value)) return false
      parents.add(value)
      open.push({
        object: value,
        values: Array.isArray(value) ? value : Object.values(value),
        next: 0,
      })
    } else if (!isLosslessScalar(value)) return false

    let visit = open.at(-1)
    while (visit !== undefined && visit.next === visit.values.length) {
      parents.delete(visit.object)
      open.pop()
      visit = open.at(-1)
    }
    if (visit === undefined) return true
    // An entry that is `undefined` is left out; of a list it was refused above.
    value = visit.values[visit.next++] ?? null
  }
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
  // Those are the ones that are enumerable and no symbol.
  return hasPlainPrototype(value) && Object.keys(value).length === Reflect.ownKeys(value).length
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
