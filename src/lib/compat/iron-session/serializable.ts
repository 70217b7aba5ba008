import { SessionError } from '../../errors.ts'
import { isPlainObject } from '../../session/json-object.ts'
import { notSerializable } from './messages.ts'

/**
 * Throws unless JSON gives back exactly what is put in: iron-session 9 refuses a Date rather than turn it into a string.
 *
 * The error names the value's path, five levels deep. At the top any object will do; its own keys are what is sealed.
 */
export function assertLossless(data: unknown): void {
  const fault =
    Array.isArray(data) || isPlainObject(data)
      ? findLossyEntry(data, [], new Set())
      : findLossy(data, [], new Set())
  if (fault === undefined) return
  throw new SessionError('ERR_IRONSEAL_DATA', notSerializable(fault), {
    option: 'data',
    hint: 'Convert the value before it is stored.',
  })
}

type Path = readonly string[]
const MAX_NAMED_DEPTH = 5

/** What is wrong with a value, in words that end up in the message; `''` where it has no name; `undefined` where all is well. */
function findLossy(value: unknown, path: Path, parents: ReadonlySet<object>): string | undefined {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return undefined
    case 'number':
      return Number.isFinite(value) ? undefined : name(path, `is ${value}`)
    case 'object':
      if (value === null) return undefined
      if (parents.has(value)) return ''
      if (!Array.isArray(value) && !hasPlainPrototype(value))
        return name(path, `is a ${className(value)}`)
      return findLossyEntry(value, path, parents)
    case 'undefined':
      return ''
    default:
      return name(path, `is a ${typeof value}`)
  }
}

function findLossyEntry(
  holder: object,
  path: Path,
  parents: ReadonlySet<object>,
): string | undefined {
  if (Object.getOwnPropertySymbols(holder).length > 0) return ''
  const within = new Set(parents).add(holder)
  // `entries()` visits the holes of a list, which JSON would fill with null.
  const entries = Array.isArray(holder)
    ? [...holder.entries()].map(([index, item]) => [`[${index}]`, item] as const)
    : Object.entries(holder)
        .filter(([, item]) => item !== undefined)
        .map(([key, item]) => [`.${key}`, item] as const)
  for (const [step, item] of entries) {
    const fault = findLossy(item, [...path, step], within)
    if (fault !== undefined) return fault
  }
  return undefined
}

function name(path: Path, what: string): string {
  return path.length > MAX_NAMED_DEPTH ? '' : ` (session${path.join('')} ${what})`
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
