/* How a browser takes a `Set-Cookie` value apart: RFC 6265bis §5.6, in its order. */

/** What a `Set-Cookie` value says; attributes that a browser ignores are not in it. */
export interface ParsedCookie {
  readonly name: string
  readonly value: string
  readonly attributes: ReadonlyMap<string, string>
}

/** The longest that a cookie lives (§5.5), in seconds. */
const MAX_AGE = 400 * 24 * 3600

/** `undefined` where the browser ignores the whole of it. */
export function parseSetCookie(line: string): ParsedCookie | undefined {
  // 1. A control character but HTAB drops the cookie.
  // oxlint-disable-next-line no-control-regex
  if (/[\0-\x08\x0a-\x1f\x7f]/.test(line)) return undefined
  const [pair = '', ...rest] = line.split(';')
  const equals = pair.indexOf('=')
  const name = trim(equals === -1 ? '' : pair.slice(0, equals))
  const value = trim(pair.slice(equals + 1))
  if (Buffer.byteLength(name) + Buffer.byteLength(value) > 4096) return undefined

  const attributes = new Map<string, string>()
  for (const part of rest) {
    const at = part.indexOf('=')
    const attribute = trim(at === -1 ? part : part.slice(0, at)).toLowerCase()
    const given = at === -1 ? '' : trim(part.slice(at + 1))
    // A value of more than 1024 octets makes the attribute as if it were not there; of several the last counts.
    if (Buffer.byteLength(given) <= 1024) attributes.set(attribute, given)
  }
  return { name, value, attributes }
}

/** When the cookie ends, in milliseconds since 1970; `undefined`: with the browser (§5.6.1, §5.6.2, §5.7). */
export function endOf(attributes: ParsedCookie['attributes'], now: number): number | undefined {
  const maxAge = attributes.get('max-age')
  if (maxAge !== undefined && /^-?[0-9]+$/.test(maxAge)) {
    const seconds = Number(maxAge)
    return seconds <= 0 ? -Infinity : now + Math.min(seconds, MAX_AGE) * 1000
  }
  const expires = Date.parse(attributes.get('expires') ?? '')
  return Number.isNaN(expires) ? undefined : Math.min(expires, now + MAX_AGE * 1000)
}

/** Blanks are SP and HTAB, and nothing else. */
function trim(text: string): string {
  return text.replace(/^[ \t]+|[ \t]+$/g, '')
}
