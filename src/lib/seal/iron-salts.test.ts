import { platform } from '#platform'
import { describe, expect, it } from 'vitest'
import { encryptIron } from './iron-cipher.ts'
import { IRON_PARAMETERS } from './iron-parameters.ts'
import { randomSalt } from './iron-salts.ts'
import { splitIron } from './iron-text.ts'

/** The platform with a generator that says what it was asked for. */
function counting() {
  const asked: number[] = []
  const randomBytes = (length: number) => (asked.push(length), platform.randomBytes(length))
  return { counted: { ...platform, randomBytes }, asked }
}

describe('the salts of Iron seals', () => {
  it('never repeat, and come many at a time', () => {
    const { counted, asked } = counting()
    const salts = Array.from({ length: 1000 }, () => randomSalt(counted, 32))
    expect(new Set(salts).size).toBe(1000)
    expect(salts.every((salt) => /^[0-9a-f]{64}$/.test(salt))).toBe(true)
    expect(asked).toEqual(Array.from({ length: 8 }, () => 4096))
  })

  it('of another size come one by one', () => {
    const { counted, asked } = counting()
    expect(randomSalt(counted, 16)).toMatch(/^[0-9a-f]{32}$/)
    expect(randomSalt(counted, 0)).toBe('')
    expect(asked).toEqual([16, 0])
  })

  it('are all that is pooled: every initialization vector comes from the generator', async () => {
    const { counted, asked } = counting()
    const secrets = { encryption: 'p'.repeat(32), integrity: 'p'.repeat(32) }
    const seals = []
    for (let time = 0; time < 100; time++)
      seals.push(await encryptIron(counted, IRON_PARAMETERS, secrets, '', '{}', undefined))
    expect(asked.filter((length) => length === 16)).toHaveLength(100)
    expect(asked.filter((length) => length !== 16)).toEqual([4096, 4096])
    const parts = seals.map((seal) => splitIron(seal)!)
    expect(new Set(parts.map(({ iv }) => iv)).size).toBe(100)
    expect(
      new Set(parts.flatMap(({ encryptionSalt, integritySalt }) => [encryptionSalt, integritySalt]))
        .size,
    ).toBe(200)
  })
})
