import type { Segment } from './seal-mutations.ts'

/** Prefix, id, salt, iv, ciphertext, expiry, salt, mac. */
const ENCODINGS = [
  'text',
  'text',
  'hex',
  'base64url',
  'base64url',
  'text',
  'hex',
  'base64url',
] as const

/** The parts of an Iron seal and how they are spelled. */
export const ironSegments = (seal: string): Segment[] =>
  seal.split('*').map((value, index) => ({ encoding: ENCODINGS[index] ?? 'text', value }))
