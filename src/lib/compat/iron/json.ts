import { holdsProtoKey, parseJson } from '../../bytes/json.ts'

/**
 * Writes a value as the text that is sealed.
 *
 * @throws Error for a value that JSON cannot hold, and for one that could not be read back.
 */
export function encodeValue(
  value: unknown,
  encode: ((value: unknown) => string) | undefined,
): string {
  const text: unknown = encode === undefined ? stringify(value) : encode(value)
  if (typeof text !== 'string') throw new Error('Data is not JSON serializable')
  return text
}

function stringify(value: unknown): string | undefined {
  let text: string | undefined
  try {
    text = JSON.stringify(value)
  } catch (cause) {
    throw new Error(`Failed to stringify object: ${messageOf(cause)}`, { cause })
  }
  // Inside of JSON text every quote of a string is escaped, so this is a key, or the end of one.
  if (text?.includes('"__proto__":') === true && holdsProtoKey(JSON.parse(text))) {
    throw new Error(`Failed to stringify object: ${FORBIDDEN_KEY}`)
  }
  return text
}

/**
 * Reads the text of an authentic seal.
 *
 * @throws Error for text that is no JSON, and for a key `__proto__` at any depth.
 */
export function decodeText(text: string, decode: ((text: string) => unknown) | undefined): unknown {
  if (decode !== undefined) return decode(text)
  const value = parseJson(text)
  if (value !== undefined) return value
  throw new Error(`Failed parsing sealed object JSON: ${whyNotParsed(text)}`)
}

const FORBIDDEN_KEY = 'Object contains forbidden prototype property'

/** What JSON.parse says, up to where it quotes the text: that is session data, and messages end in logs. */
function whyNotParsed(text: string): string {
  try {
    JSON.parse(text)
    return FORBIDDEN_KEY
  } catch (error) {
    const [head = ''] = HEAD_WITHOUT_DATA.exec(messageOf(error)) ?? []
    return head.replace(/[,\s]+$/, '')
  }
}

/** Quotes are safe around punctuation, as in: expected ',' or '}'. */
const HEAD_WITHOUT_DATA = /^(?:[^'"]|'[,:[\]{}]')*/

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
