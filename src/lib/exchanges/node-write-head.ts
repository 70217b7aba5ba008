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
  if (typeof given !== 'object' || given === null) return given
  if (!Array.isArray(given)) return withCookiesInObject(given as Record<string, unknown>, lines)
  const list: unknown[] = given
  // Once a header was set, Node takes flat lists only.
  const flat: unknown[] = list.every(Array.isArray) ? list.flat() : list
  return flat.some((name, index) => index % 2 === 0 && isSetCookie(name))
    ? withCookiesInList(flat, lines)
    : flat
}

/** Of several entries of one name some versions of Node keep the last alone, so that all cookies go into one. */
function withCookiesInList(flat: readonly unknown[], lines: readonly string[]): unknown[] {
  const others: unknown[] = []
  const cookies: unknown[] = []
  for (let index = 0; index < flat.length; index += 2) {
    if (isSetCookie(flat[index])) cookies.push(flat[index + 1])
    else others.push(flat[index], flat[index + 1])
  }
  return [...others, 'set-cookie', [...cookies.flat(), ...lines]]
}

function withCookiesInObject(
  given: Record<string, unknown>,
  lines: readonly string[],
): Record<string, unknown> {
  const name = Object.keys(given).find(isSetCookie)
  return name === undefined || lines.length === 0
    ? given
    : { ...given, [name]: [given[name], lines].flat() }
}

function isSetCookie(name: unknown): boolean {
  return typeof name === 'string' && name.toLowerCase() === 'set-cookie'
}
