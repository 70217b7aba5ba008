import { readFileSync } from 'node:fs'
import type { Bytes } from '../../src/lib/platform/platform.ts'

/* How the files of Wycheproof are laid out. */

export interface Case {
  readonly tcId: number
  readonly comment: string
  readonly result: 'valid' | 'invalid' | 'acceptable'
}

export interface Group<Test extends Case> {
  readonly keySize: number
  readonly ivSize: number
  readonly tagSize: number
  readonly tests: readonly Test[]
}

export function readGroups<Test extends Case>(name: string): Group<Test>[] {
  const url = new URL(`./wycheproof/${name}_test.json`, import.meta.url)
  return JSON.parse(readFileSync(url, 'utf8')).testGroups
}

export const bytes = (hex: string): Bytes => new Uint8Array(Buffer.from(hex, 'hex'))
export const hex = (value: Uint8Array | undefined): string | undefined =>
  value && Buffer.from(value).toString('hex')
