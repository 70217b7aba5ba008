import type { Exchange } from '../exchange.ts'

/*
 * What a shared cache must know about a response that depends on a session. Headers that others set are joined, never weakened.
 *
 * CVE-2025-48947, CVE-2023-30861 and CVE-2026-27205 were sessions handed to somebody else by a cache.
 */

/** The response depends on these headers of the request: a cache must keep one for each. */
export function markRead({ http }: Exchange, fields: readonly string[]): void {
  http?.mergeResponseHeader('vary', (present = '') => {
    // Mostly it is one, and joining one takes a twentieth of opening a session that is not there.
    if (present === '') return fields.length === 1 ? (fields[0] as string) : fields.join(', ')
    const vary = listOf(present)
    const names = vary.map((field) => field.toLowerCase())
    const added = fields.filter((field) => !names.includes(field.toLowerCase()))
    return names.includes('*') || added.length === 0 ? present : [...vary, ...added].join(', ')
  })
}

/** The response belongs to one person: no cache may keep it. */
export function markPrivate({ http }: Exchange): void {
  http?.mergeResponseHeader('cache-control', (present = '') => {
    // What it was made a moment ago is asked again when the session is saved.
    if (present === '' || present === PRIVATE) return PRIVATE
    const directives = listOf(present)
    const names = new Set(directives.map(nameOf))
    // `public` and a lifetime for shared caches say the opposite; everything else is kept.
    const kept = directives.filter(
      (directive) => !['public', 's-maxage'].includes(nameOf(directive)),
    )
    const added = ['private', 'no-store'].filter((directive) => !names.has(directive))
    if (added.length === 0 && kept.length === directives.length) return present
    return [...kept, ...added].join(', ')
  })
}

const PRIVATE = 'private, no-store'

function listOf(header: string): string[] {
  return header
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean)
}

function nameOf(directive: string): string {
  return directive.replace(/=.*/s, '').toLowerCase()
}
