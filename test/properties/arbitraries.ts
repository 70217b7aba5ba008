import { platform } from '#platform'
import fc from 'fast-check'

/** How many cases are tried: a call of Web Crypto costs ten to thirty times as much. */
export const runs = (many: number): { numRuns: number } => ({
  numRuns: platform.synchronous ? many : Math.ceil(many / 10),
})

/** Text of every kind: any character, lone surrogates, control characters, and what JSON escapes. */
export const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)) }),
  fc.constantFrom(
    '',
    '\u0000',
    '\uD800',
    '\uDC00\uD800',
    '"',
    '\\',
    '\u2028',
    '</script>',
    '\uFEFF',
  ),
)

const TELLING_KEYS =
  'save destroy get set unset updateConfig then toJSON constructor prototype toString valueOf hasOwnProperty length name cookie 0 -1 persistent flash origin _x '.split(
    ' ',
  )

/** Keys that mean something to JavaScript, to sessions or to nobody. `__proto__` is refused and has tests of its own. */
export const anyKey = fc
  .oneof(anyText, fc.constantFrom(...TELLING_KEYS))
  .filter((key) => key !== '__proto__')

/** Anything that JSON can hold. */
export const anyJson: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    fc.constantFrom(null, true, false, -0, 0, 1e21, 5e-324, -1e-7, 2 ** 53 + 2, Number.MAX_VALUE),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer(),
    anyText,
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(anyKey, tie('value'), { maxKeys: 5 }),
  ),
})).value

/** What a value is once it has been through JSON: -0 becomes 0, and nothing else changes. */
export function throughJson<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T
}
