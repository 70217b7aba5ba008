import type { SealContext } from '../../src/lib/seal/format.ts'

export interface Axes {
  readonly purposes: readonly string[]
  readonly names: readonly string[]
  readonly audiences: readonly string[]
}

export const PLAIN: Axes = {
  purposes: ['session', 'bearer', 'seal:magic-link'],
  names: ['__Host-session', 'session', ''],
  audiences: ['', 'https://a.example', 'https://b.example'],
}

/** Texts that a plain concatenation, a separator or a length of one byte would mix up. */
export const AMBIGUOUS: Axes = {
  purposes: ['a', 'ab', 'a\0'],
  names: ['bc', 'c', '\0bc'],
  audiences: ['', 'c', 'x'.repeat(10_000)],
}

export const LENGTHS: Axes = {
  // PASETO writes lengths of eight bytes, little-endian; these hold such lengths themselves.
  purposes: ['\u0001\0\0\0\0\0\0\0a', '\u0001', ''],
  names: ['', '\u0001\0\0\0\0\0\0\0a', 'a'],
  audiences: ['\u0001\0\0\0\0\0\0\0', 'a', '\u0000'],
}

/** Every purpose with every name and every audience. */
export const usesOf = ({ purposes, names, audiences }: Axes): SealContext[] =>
  purposes.flatMap((purpose) =>
    names.flatMap((name) => audiences.map((audience) => ({ purpose, name, audience }))),
  )
