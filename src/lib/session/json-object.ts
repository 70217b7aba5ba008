import { SessionError } from '../errors.ts'

/** An object as JSON has it. */
export type JsonObject = { [key: string]: unknown }

/** Whether a value is an object and not a list. */
export function isPlainObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Names the biggest keys of an object and their sizes as JSON, for messages about size. Never their values. */
export function describeBiggestKeys(data: JsonObject): string {
  const sizes = Object.entries(data)
    .map(([key, value]) => ({ key, size: (JSON.stringify(value) ?? '').length }))
    .sort((left, right) => right.size - left.size)
    .slice(0, 3)
    .map(({ key, size }) => `\`${key}\` (${size})`)
  return sizes.length === 0
    ? 'The session is empty.'
    : `The biggest keys, in characters of JSON: ${sizes.join(', ')}.`
}

/** Throws for a name that no object can hold safely. */
export function assertKeyName(name: string): void {
  if (name !== '__proto__') return
  throw new SessionError('ERR_IRONSEAL_DATA', 'The session cannot hold a key `__proto__`', {
    option: 'name',
    hint: 'Choose another name. A sealed object with this key is refused when it is read.',
  })
}

/**
 * A copy of an object's top level that can be written to.
 *
 * Not spread: each name that is then added to it makes a hidden class of its own in Node 20, which takes ten times as long and stays
 * in memory until the next full garbage collection.
 */
export function copyOf(data: JsonObject): JsonObject {
  return Object.assign({}, data)
}
