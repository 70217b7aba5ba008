/*
 * Reading a `Cookie` header (RFC 6265 §5.4) for one name only.
 *
 * Names are compared byte by byte: no percent-decoding of names, no case folding, no white space but SP and HTAB, no `$Version`.
 * Each of those has been a way to smuggle in somebody else's cookie.
 */

/** At most this many cookies of one name are looked at; a page cannot make us try more seals than that. */
const MAX_CANDIDATES = 5

/** No browser sends a value of this length; it will be refused for its length, and decoding it would be work for nothing. */
const MAX_DECODED_LENGTH = 16 * 1024

const NONE: readonly string[] = Object.freeze([])

const SEMICOLON = 0x3b
const EQUALS = 0x3d

/**
 * The values of all cookies with exactly this name, in the order of the header, five at most.
 *
 * A quoted value loses its quotes and percent-encoding is undone where it is well-formed, as jshttp/cookie does.
 */
export function readCookieHeader(header: string, name: string): readonly string[] {
  let at = name === '' ? -1 : header.indexOf(name)
  // Most names that are looked for did not come: a request would make a list for each of them.
  if (at === -1) return NONE
  const values: string[] = []
  for (; at !== -1; at = header.indexOf(name, at + name.length)) {
    const equals = skipBlanks(header, at + name.length)
    if (header.charCodeAt(equals) !== EQUALS || !startsPair(header, at)) continue
    const end = header.indexOf(';', equals)
    const value = trimBlanks(header, equals + 1, end === -1 ? header.length : end)
    values.push(decodeValue(unquote(value)))
    if (values.length === MAX_CANDIDATES) break
  }
  return values
}

/** The names in a `Cookie` header, each once, in the order of the header. */
export function cookieNames(header: string): string[] {
  const names = new Set<string>()
  // What has no equals sign ends before it begins, and is as empty as what has nothing in front of it.
  for (const pair of header.split(';')) names.add(trimBlanks(pair, 0, pair.indexOf('=')))
  names.delete('')
  return [...names]
}

/** Whether only blanks lie between `at` and the semicolon or the start before it. */
function startsPair(header: string, at: number): boolean {
  let index = at - 1
  while (isBlank(header.charCodeAt(index))) index--
  return index < 0 || header.charCodeAt(index) === SEMICOLON
}

function skipBlanks(text: string, from: number): number {
  let index = from
  while (isBlank(text.charCodeAt(index))) index++
  return index
}

function trimBlanks(text: string, from: number, to: number): string {
  const start = Math.min(skipBlanks(text, from), to)
  let end = to
  while (isBlank(text.charCodeAt(end - 1))) end--
  return text.slice(start, end)
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09
}

function unquote(value: string): string {
  return value.length > 1 && value.startsWith('"') && value.endsWith('"')
    ? value.slice(1, -1)
    : value
}

function decodeValue(value: string): string {
  // Stryker disable next-line StringLiteral: a short cut, there is nothing to decode without it.
  if (value.length > MAX_DECODED_LENGTH || !value.includes('%')) return value
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
