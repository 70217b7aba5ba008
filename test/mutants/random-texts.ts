import { createHash } from 'node:crypto'
import { base64urlOf } from './compact-parts.ts'
import type { Mutant } from './seal-mutations.ts'

/* Texts of chance in the structure of a seal. The same in every run: the seed is the number of the round. */

const bytesOf = (seed: string, length: number): Buffer =>
  createHash('shake256', { outputLength: length }).update(seed).digest()

/** Random bytes behind the version and, mostly, a key id that is known. */
export function* randomCompact(kids: readonly Uint8Array[], rounds: number): Generator<Mutant> {
  for (let round = 0; round < rounds; round++) {
    const seed = bytesOf(`${round}`, 300)
    const length = 1 + (seed[0]! % 230)
    const kid = round % 4 === 0 ? seed.subarray(2, 18) : kids[round % kids.length]!
    const rest = seed.subarray(18, 18 + 24 + length + 16)
    yield { how: `round ${round}`, text: base64urlOf([Buffer.of(0xb1), kid, rest]) }
  }
}

/** Eight parts of the right spelling, or nearly. */
export function* randomIron(ids: readonly string[], rounds: number): Generator<Mutant> {
  for (let round = 0; round < rounds; round++) {
    const seed = bytesOf(`iron ${round}`, 400)
    const pick = <T>(at: number, list: readonly T[]): T => list[seed[at]! % list.length]!
    const text = [
      pick(0, ['Fe26.2', 'Fe26.2', 'Fe26.2', 'Fe26.1', 'fe26.2', '']),
      pick(1, [...ids, ...ids, '', '9', '__proto__']),
      seed.subarray(10, pick(2, [42, 42, 42, 26, 10])).toString('hex'),
      seed.subarray(50, pick(3, [66, 66, 66, 65, 50])).toString('base64url'),
      seed.subarray(70, 70 + 16 * (seed[4]! % 14)).toString('base64url'),
      pick(5, ['', '1900000000000', '0', '-1', '1e13', '9'.repeat(400), ' 1900000000000']),
      seed.subarray(300, pick(6, [332, 332, 332, 300])).toString('hex'),
      seed.subarray(340, pick(7, [372, 372, 372, 371, 340])).toString('base64url'),
      ...(seed[8]! < 8 ? ['more'] : []),
    ]
    yield { how: `round ${round}`, text: text.join('*') + pick(9, ['', '', '~2', '~', '~x']) }
  }
}
