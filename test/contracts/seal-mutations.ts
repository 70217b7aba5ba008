/*
 * Every way in which a seal is altered by the tests. A mutation is a text that differs from the seal it comes from; what it is
 * called says where to look when one of them opens.
 */

export interface Mutant {
  readonly how: string
  readonly text: string
}

/** How a format spells its bytes, so that bytes can be flipped and the spelling stays right. */
export interface Segment {
  readonly encoding: 'base64url' | 'hex' | 'text'
  readonly value: string
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const HOSTILE = [
  '=',
  '+',
  '/',
  '.',
  '~',
  '*',
  '%',
  ',',
  ';',
  '"',
  '\\',
  ' ',
  '\t',
  '\r',
  '\n',
  '\0',
]

/** Each character replaced by every other one that could get past a decoder. */
export function* characterEdits(seal: string, step = 1): Generator<Mutant> {
  for (let at = 0; at < seal.length; at += step) {
    const original = seal.charCodeAt(at)
    const replacements = [
      ...LETTERS,
      ...HOSTILE,
      // What a decoder that keeps only the low byte of a code unit would take for the same character.
      ...[0x100, 0xff00, 0xfee0].map((offset) => String.fromCharCode(original + offset)),
    ]
    for (const character of replacements) {
      if (character === seal[at]) continue
      const text = seal.slice(0, at) + character + seal.slice(at + 1)
      yield { how: `character ${at} becomes ${JSON.stringify(character)}`, text }
    }
  }
}

/** Each byte of each segment changed, in all 255 ways or bit by bit, and spelled correctly. */
export function* byteFlips(
  segments: readonly Segment[],
  join: (values: readonly string[]) => string,
  allValues: boolean,
): Generator<Mutant> {
  const differences = allValues
    ? Array.from({ length: 255 }, (_, at) => at + 1)
    : [1, 2, 4, 8, 16, 32, 64, 128]
  for (const [index, { encoding, value }] of segments.entries()) {
    if (encoding === 'text') continue
    const bytes = Buffer.from(value, encoding)
    for (let at = 0; at < bytes.length; at++) {
      for (const difference of differences) {
        const changed = Buffer.from(bytes)
        changed[at]! ^= difference
        const values = segments.map((segment) => segment.value)
        values[index] = changed.toString(encoding)
        yield { how: `byte ${at} of segment ${index} xor ${difference}`, text: join(values) }
      }
    }
  }
}

const INSERTIONS = [
  '*',
  '**',
  '.',
  '=',
  '==',
  ' ',
  '\n',
  '\0',
  '%00',
  '%2A',
  '~',
  '~2',
  ';',
  '"',
  '\uFEFF',
  '\uD800',
]

/** Every prefix and suffix, every character taken out or doubled, and hostile text put in everywhere. */
export function* cutsAndGrowth(seal: string, step = 1): Generator<Mutant> {
  for (let at = 0; at <= seal.length; at += step) {
    const [head, tail] = [seal.slice(0, at), seal.slice(at)]
    if (tail !== '') {
      yield { how: `cut after ${at}`, text: head }
      yield { how: `character ${at} taken out`, text: head + tail.slice(1) }
      yield { how: `character ${at} doubled`, text: head + tail[0] + tail }
    }
    if (head !== '') yield { how: `cut before ${at}`, text: tail }
    for (const insertion of INSERTIONS) {
      yield { how: `${JSON.stringify(insertion)} put in at ${at}`, text: head + insertion + tail }
    }
  }
  yield { how: 'written twice', text: seal + seal }
}

/** Every segment of each seal put into every other. */
export function* splices(
  seals: readonly string[],
  split: (seal: string) => readonly Segment[],
  join: (values: readonly string[]) => string,
): Generator<Mutant> {
  const parts = seals.map((seal) => split(seal).map(({ value }) => value))
  for (const [to, target] of parts.entries()) {
    for (const [from, source] of parts.entries()) {
      for (let index = 0; index < target.length; index++) {
        if (source[index] === target[index]) continue
        const values = [...target]
        values[index] = source[index]!
        yield { how: `segment ${index} of seal ${from} in seal ${to}`, text: join(values) }
      }
    }
  }
}

/** The whole seal, and single parts of it, spelled in other ways. */
export function* encodings(
  seal: string,
  segments: readonly Segment[],
  join: (values: readonly string[]) => string,
): Generator<Mutant> {
  const whole: Record<string, string> = {
    'percent-encoded': [...seal].map((c) => `%${c.charCodeAt(0).toString(16)}`).join(''),
    'stars percent-encoded': seal.replaceAll('*', '%2A'),
    'percent-encoded twice': seal.replaceAll('*', '%252A'),
    quoted: `"${seal}"`,
    'in base64': Buffer.from(seal).toString('base64'),
    'in base64url': Buffer.from(seal).toString('base64url'),
    'in hexadecimal': Buffer.from(seal).toString('hex'),
    'with HTML entities': seal.replaceAll('*', '&#42;'),
    'in lower case': seal.toLowerCase(),
    'in upper case': seal.toUpperCase(),
    'behind a byte order mark': `\uFEFF${seal}`,
    'before a byte order mark': `${seal}\uFEFF`,
    'with a lone surrogate': `${seal}\uDC00`,
    'with a combining accent': `${seal}\u0301`,
    'in full width': [...seal].map((c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join(''),
    'in JSON': JSON.stringify(seal),
    'in a list': `[${seal}]`,
    'behind a name': `s=${seal}`,
    'before an attribute': `${seal}; Path=/`,
    'before a comma': `${seal},${seal}`,
  }
  for (const [how, text] of Object.entries(whole)) if (text !== seal) yield { how, text }

  for (const [index, { encoding, value }] of segments.entries()) {
    if (value === '' || encoding === 'text') continue
    for (const [how, text] of spellings(value, encoding)) {
      if (text === value) continue
      const values = segments.map((segment) => segment.value)
      values[index] = text
      yield { how: `segment ${index} ${how}`, text: join(values) }
    }
  }
}

function* spellings(value: string, encoding: 'base64url' | 'hex'): Generator<[string, string]> {
  yield ['in upper case', value.toUpperCase()]
  yield ['in lower case', value.toLowerCase()]
  yield ['with a leading zero byte', `${encoding === 'hex' ? '00' : 'AA'}${value}`]
  yield ['with 0x', `0x${value}`]
  yield ['percent-encoded', `%${value.charCodeAt(0).toString(16)}${value.slice(1)}`]
  const bytes = Buffer.from(value, encoding)
  yield ['in the other encoding', bytes.toString(encoding === 'hex' ? 'base64url' : 'hex')]
  yield ['in standard base64', bytes.toString('base64')]
  if (encoding === 'hex') return
  for (const padding of ['=', '==', '===']) yield [`padded with ${padding}`, value + padding]
  // The last character carries bits that belong to no byte: these spell the same bytes to a lenient decoder.
  for (const last of LETTERS) yield [`ending in ${last}`, value.slice(0, -1) + last]
}

/** Tokens of other makers and other texts that a cookie may hold. */
export const FOREIGN_TEXTS: readonly string[] = [
  '',
  ' ',
  '*',
  '~',
  '~2',
  'undefined',
  'null',
  'true',
  '{}',
  '{"persistent":{"admin":true},"flash":{}}',
  Buffer.from('{"persistent":{},"flash":{}}').toString('base64'),
  'eyJhbGciOiJub25lIn0.eyJhZG1pbiI6dHJ1ZX0.',
  'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U',
  'eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA',
  'v4.local.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  'gAAAAAAdwJ6wAAECAwQFBgcICQoLDA0ODy021cpGVWKZ_eEwCGM4BLLF_5CV9dOPmrhuVUPgJobwOz7JcbmrR64jVmpU4IwqDA==',
  's%3Aabc.def',
  'MTIzNDU2Nzg5MHxEdi1CQkFFQ180SUFBUkFCRUFBQUtfLUNBQUVHYzNSeWFXNW4|x',
  'BAh7BkkiD3Nlc3Npb25faWQGOgZFVA==--0123456789abcdef0123456789abcdef01234567',
  'Fe26.1*1*a*b*c*d*e*f',
  'Fe26.2',
  'Fe26.2*',
  'Fe26.2********',
  'Fe26.2*1*******',
  'Fe26.2*1*0*0*0*0*0*0',
  '%',
  '%E0%A4%A',
  '\0',
  '\uD800',
  '\uFEFF',
  '😀',
  'constructor',
  '__proto__',
]
