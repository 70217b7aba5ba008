import type { Exchange } from '../exchange.ts'

/*
 * What a shared cache must know about a response that depends on a session. Headers that others set are joined, never weakened.
 *
 * CVE-2025-48947, CVE-2023-30861 and CVE-2026-27205 were sessions handed to somebody else by a cache.
 */

type Merge = (present: string | undefined) => string

/** The response depends on these headers of the request: a cache must keep one for each. */
export function markRead({ http }: Exchange, fields: readonly string[]): void {
  http?.mergeResponseHeader('vary', varyBy(fields))
}

/** The response belongs to one person: no cache may keep it. */
export function markPrivate({ http }: Exchange): void {
  http?.mergeResponseHeader('cache-control', makePrivate)
}

/** One for each list, because a response takes the same merge but once. */
const merges = new WeakMap<readonly string[], Merge>()

function varyBy(fields: readonly string[]): Merge {
  const known = merges.get(fields)
  if (known !== undefined) return known
  const all = fields.join(', ')
  const merge: Merge = (present = '') => {
    if (present === '' || present === all) return all
    const vary = listOf(present)
    const names = vary.map((field) => field.toLowerCase())
    const added = fields.filter((field) => !names.includes(field.toLowerCase()))
    return names.includes('*') || added.length === 0 ? present : [...vary, ...added].join(', ')
  }
  merges.set(fields, merge)
  return merge
}

function makePrivate(present = ''): string {
  // What it was made a moment ago is asked again when the session is saved.
  if (present === '' || present === PRIVATE) return PRIVATE
  const directives = listOf(present)
  const names = new Set(directives.map(nameOf))
  // `public` and a lifetime for shared caches say the opposite; everything else is kept.
  const kept = directives.filter((directive) => !['public', 's-maxage'].includes(nameOf(directive)))
  const added = ['private', 'no-store'].filter((directive) => !names.has(directive))
  if (added.length === 0 && kept.length === directives.length) return present
  return [...kept, ...added].join(', ')
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
