import type { Exchange } from '../exchange.ts'

/*
 * What a shared cache must know about a response that depends on a session. Headers that others set are joined, never weakened.
 *
 * CVE-2025-48947, CVE-2023-30861 and CVE-2026-27205 were sessions handed to somebody else by a cache.
 */

/** The response depends on the cookie: a cache must keep one for each. */
export function markCookieRead({ http }: Exchange): void {
  if (http === undefined) return
  const vary = listOf(http.responseHeader('vary'))
  if (vary.some((field) => field === '*' || field.toLowerCase() === 'cookie')) return
  http.setResponseHeader('vary', [...vary, 'Cookie'].join(', '))
}

/** The response belongs to one person: no cache may keep it. */
export function markPrivate({ http }: Exchange): void {
  if (http === undefined) return
  const present = listOf(http.responseHeader('cache-control'))
  const names = new Set(present.map(nameOf))
  // `public` and a lifetime for shared caches say the opposite; everything else is kept.
  const kept = present.filter((directive) => !['public', 's-maxage'].includes(nameOf(directive)))
  const added = ['private', 'no-store'].filter((directive) => !names.has(directive))
  if (added.length === 0 && kept.length === present.length) return
  http.setResponseHeader('cache-control', [...kept, ...added].join(', '))
}

function listOf(header: string | undefined): string[] {
  return (header ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean)
}

function nameOf(directive: string): string {
  return directive.replace(/=.*$/s, '').toLowerCase()
}
