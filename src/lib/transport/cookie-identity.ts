import { parseSetCookie } from 'cookie'
import type { OutgoingCookie } from '../exchange.ts'

/**
 * Whether a `Set-Cookie` value that is already on the response stands for the same cookie: same name, domain and path.
 *
 * A browser would keep the last of the two; one that cannot be parsed is somebody else's and is left alone.
 */
export function isSameCookie(text: string, cookie: OutgoingCookie): boolean {
  if (!text.startsWith(`${cookie.name}=`)) return false
  const { domain, path } = parseSetCookie(text)
  const { attributes } = cookie
  return (
    normalizeDomain(domain) === normalizeDomain(attributes.domain) &&
    (path ?? '') === (attributes.path ?? '')
  )
}

/** A leading dot means nothing and domains are case-insensitive (RFC 6265 §5.2.3). */
function normalizeDomain(domain = ''): string {
  // Stryker disable next-line MethodExpression: it is compared with another that was treated alike.
  return domain.replace(/^\./, '').toLowerCase()
}
