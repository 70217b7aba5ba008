/*
 * What the arguments of `open` are, judged by what they can do: frameworks and edge runtimes have classes of their own.
 *
 * Whether something is there is asked first: a proxy may do something for a name that it does not have.
 */

import type { CookieJar } from '../exchanges/cookie-jar.ts'
import type { CookieStore } from '../exchanges/cookie-store.ts'
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
  return (
    isObject(value) &&
    'getHeader' in value &&
    typeof value.getHeader === 'function' &&
    'setHeader' in value &&
    typeof value.setHeader === 'function'
  )
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
  return (
    isObject(value) &&
    'get' in value &&
    typeof value.get === 'function' &&
    'append' in value &&
    typeof value.append === 'function' &&
    'delete' in value &&
    typeof value.delete === 'function'
  )
}

/** A promise of this realm or another, or of a framework that made it look like what it promises. */
export function isThenable(value: unknown): boolean {
  return isObject(value) && 'then' in value && typeof value.then === 'function'
}

export function isCookieJar(value: unknown): value is CookieJar {
  return (
    isObject(value) &&
    'read' in value &&
    typeof value.read === 'function' &&
    'write' in value &&
    typeof value.write === 'function'
  )
}

export function isCookieStore(value: unknown): value is CookieStore {
  return (
    isObject(value) &&
    'get' in value &&
    typeof value.get === 'function' &&
    'set' in value &&
    typeof value.set === 'function'
  )
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
