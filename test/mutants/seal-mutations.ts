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

/** The alphabet of base64url. */
export const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
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
