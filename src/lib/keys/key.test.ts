import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { Key } from './key.ts'

const SECRET = 'a-secret-that-nobody-may-see-anywhere'

describe('Key', () => {
  const key = new Key('7', SECRET)

  it('gives its secret to those who ask by name', () => {
    expect(Key.reveal(key)).toBe(SECRET)
    expect(key.holds(SECRET)).toBe(true)
    expect(key.holds(`${SECRET}.`)).toBe(false)
  })

  it('shows its id and nothing else', () => {
    const shown = [
      inspect(key, { showHidden: true, depth: 9 }),
      JSON.stringify(key),
      JSON.stringify(Object.entries(Object.getOwnPropertyDescriptors(key))),
      JSON.stringify(structuredClone(key)),
      String(key),
    ].join('\n')
    expect(shown).toContain('7')
    expect(shown).not.toContain(SECRET)
  })
})
