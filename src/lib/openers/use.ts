import type { Exchange } from '../exchange.ts'

/** How browsers and frameworks say that nobody has asked for this page yet. */
const PREFETCH_HEADERS = ['sec-purpose', 'purpose', 'x-purpose', 'x-moz']
const FRAMEWORK_PREFETCH_HEADERS = ['next-router-prefetch', 'x-middleware-prefetch']

/** Whether a request can count as use of a session: no prefetch and no HEAD request. Where the request is not known, it counts. */
export function isUse({ http }: Exchange): boolean {
  if (http === undefined) return true
  if (http.method.toUpperCase() === 'HEAD') return false
  const says = (name: string): string => http.requestHeader(name)?.toLowerCase() ?? ''
  if (PREFETCH_HEADERS.some((name) => /\b(?:prefetch|prerender|preview)\b/.test(says(name))))
    return false
  return FRAMEWORK_PREFETCH_HEADERS.every((name) => says(name) === '')
}

/** Whether a response with this status is one that a person gets to see: use of a session is noted then only. */
export function isSuccess(status: number): boolean {
  return status < 400 && status !== 304
}
