/* What the arguments of `open` are, judged by what they can do: frameworks and edge runtimes have classes of their own. */

import type { NodeRequest, NodeResponse } from '../exchanges/node.ts'

export function isWebRequest(value: unknown): value is Request {
  return (
    isObject(value) &&
    !hasRawHeaders(value) &&
    'method' in value &&
    'url' in value &&
    'headers' in value &&
    isHeaders(value.headers)
  )
}

export function isNodeRequest(value: unknown): value is NodeRequest {
  if (hasRawHeaders(value)) return true
  return (
    isObject(value) &&
    'headers' in value &&
    typeof value.headers === 'object' &&
    value.headers !== null
  )
}

/**
 * Whether it is a request of Node's own. Its headers are parsed when somebody first asks for them, so that asking whether they are
 * there must not.
 */
export function hasRawHeaders(value: unknown): value is NodeRequest {
  return isObject(value) && 'rawHeaders' in value && 'headers' in value
}

export function isNodeResponse(value: unknown): value is NodeResponse {
  return can(value, 'getHeader', 'setHeader')
}

export function isResponse(value: unknown): value is Response {
  return (
    isObject(value) &&
    !hasRawHeaders(value) &&
    'status' in value &&
    'headers' in value &&
    isHeaders(value.headers)
  )
}

export function isHeaders(value: unknown): value is Headers {
  return can(value, 'get', 'append', 'delete')
}

/** A promise of this realm or another, or of a framework that made it look like what it promises. */
export function isThenable(value: unknown): boolean {
  return can(value, 'then')
}

/** Whether a value has all of these methods. */
export function can<Name extends string>(
  value: unknown,
  ...names: Name[]
): value is Record<Name, (...args: never[]) => unknown> {
  if (!isObject(value)) return false
  for (const name of names) {
    // Asked first whether it is there: a proxy may do something for a name that it does not have.
    if (!(name in value) || typeof (value as Record<Name, unknown>)[name] !== 'function')
      return false
  }
  return true
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
