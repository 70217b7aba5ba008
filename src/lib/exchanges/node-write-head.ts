/* Doing something when the headers of a Node response are about to be written, and adding cookies to them then. */

/** What is used of Node's `ServerResponse` for it. */
export interface HeadWriter {
  statusCode: number
  writeHead(statusCode: number, ...rest: never[]): unknown
}

type WriteHead = (statusCode: number, ...rest: unknown[]) => unknown

/**
 * Calls `before` once, with the status, when the headers are about to be written.
 *
 * @param before Sets cookies on the response and returns their `Set-Cookie` values.
 */
export function beforeHeaders(
  response: HeadWriter,
  before: (status: number) => readonly string[],
): void {
  const writeHead = response.writeHead as unknown as WriteHead
  let done = false
  const hooked: WriteHead = function (this: HeadWriter, statusCode, ...rest) {
    if (done) return writeHead.call(this, statusCode, ...rest)
    done = true
    const lines = before(statusCode)
    return writeHead.call(this, statusCode, ...rest.map((given) => withCookies(given, lines)))
  }
  response.writeHead = hooked as HeadWriter['writeHead']
}

/**
 * Headers that are given to `writeHead` take the place of those that were set before: cookies among them would swallow ours.
 *
 * They come as an object, as a list of pairs or as a flat list (CVE-2025-7339 was a library that took one for another).
 */
function withCookies(given: unknown, lines: readonly string[]): unknown {
  if (typeof given !== 'object' || given === null || lines.length === 0) return given
  if (!Array.isArray(given)) return withCookiesInObject(given as Record<string, unknown>, lines)
  const pairs: unknown[] = given
  if (pairs.every(Array.isArray)) {
    return pairs.some(([name]) => isSetCookie(name))
      ? [...pairs, ...lines.map((line) => ['set-cookie', line])]
      : pairs
  }
  const names = pairs.filter((_, index) => index % 2 === 0)
  return names.some(isSetCookie)
    ? [...pairs, ...lines.flatMap((line) => ['set-cookie', line])]
    : pairs
}

function withCookiesInObject(
  given: Record<string, unknown>,
  lines: readonly string[],
): Record<string, unknown> {
  const name = Object.keys(given).find(isSetCookie)
  return name === undefined ? given : { ...given, [name]: [given[name], lines].flat() }
}

function isSetCookie(name: unknown): boolean {
  return typeof name === 'string' && name.toLowerCase() === 'set-cookie'
}
