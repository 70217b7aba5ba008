import { SessionError } from '../errors.ts'

/** What JSON can hold. */
export type JsonValue =
  | null
  | boolean
  | number
  | string
  | JsonValue[]
  | { [key: string]: JsonValue }

/**
 * Parses JSON that came out of a seal; `undefined` for text that is none.
 *
 * An object with a key `__proto__` at any depth is refused: `JSON.parse` keeps it as an ordinary key, and the first
 * `Object.assign` or `target[key] = value` behind us would then change a prototype.
 */
export function parseJson(text: string): JsonValue | undefined {
  try {
    const value: JsonValue = JSON.parse(text)
    return mayHoldProto(text) && holdsProtoKey(value) ? undefined : value
  } catch {
    return undefined
  }
}

/** Tells whether a value has an own key `__proto__` at any depth. */
export function holdsProtoKey(root: unknown): boolean {
  // A list instead of recursion: the nesting is somebody else's choice.
  const open: unknown[] = [root]
  const seen = new Set<object>()
  while (open.length > 0) {
    const next = open.pop()
    if (typeof next !== 'object' || next === null || seen.has(next)) continue
    seen.add(next)
    if (Object.hasOwn(next, '__proto__')) return true
    // Not spread into one call: a list may be longer than a call can have arguments.
    for (const value of Object.values(next)) open.push(value)
  }
  return false
}

/** A key can be spelled with escapes (`\u005f_proto__`), so any `\u` asks for a look as well. */
function mayHoldProto(text: string): boolean {
  // Stryker disable next-line all: a short cut, the look itself decides.
  return text.includes('__proto__') || text.includes('\\u')
}

/**
 * Writes a value as JSON by the rules of `JSON.stringify`.
 *
 * @throws SessionError `ERR_IRONSEAL_DATA` for a value that JSON cannot hold (a circle, a BigInt), with the message of @hapi/iron,
 * and for a key `__proto__`, which would make the seal unreadable.
 */
export function writeJson(value: unknown): string {
  const text = stringify(value)
  // Without the quotes around it: JSON is full of them, and to look behind each took a thirtieth of sealing 3 kB.
  // Stryker disable next-line StringLiteral: a short cut, the look itself decides.
  if (text.includes('__proto__') && holdsProtoKey(JSON.parse(text))) {
    throw new SessionError('ERR_IRONSEAL_DATA', 'The session data holds a key `__proto__`', {
      hint: 'It usually comes from unchecked input that was stored as it came. Copy the fields you need instead.',
    })
  }
  return text
}

function stringify(value: unknown): string {
  let text: string | undefined
  try {
    text = JSON.stringify(value)
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new SessionError('ERR_IRONSEAL_DATA', `Failed to stringify object: ${why}`, { cause })
  }
  if (text !== undefined) return text
  throw new SessionError('ERR_IRONSEAL_DATA', `Failed to stringify object: it is a ${typeof value}`)
}
