/* What the arguments of `open` are, judged by what they can do: frameworks and edge runtimes have classes of their own. */

import type { NodeRequest, NodeResponse } from '../exchanges/node.ts'

export function isWebRequest(value: unknown): value is Request {
  return has(value, 'headers', 'method', 'url') && isHeaders(value.headers)
}

export function isNodeRequest(value: unknown): value is NodeRequest {
  return has(value, 'headers') && typeof value.headers === 'object' && value.headers !== null
}

export function isNodeResponse(value: unknown): value is NodeResponse {
  return can(value, 'getHeader', 'setHeader')
}

export function isResponse(value: unknown): value is Response {
  return has(value, 'headers', 'status') && isHeaders(value.headers)
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
  return has(value, ...names) && names.every((name) => typeof value[name] === 'function')
}

function has<Name extends string>(
  value: unknown,
  ...names: Name[]
): value is Record<Name, unknown> {
  return typeof value === 'object' && value !== null && names.every((name) => name in value)
}
