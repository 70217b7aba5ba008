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
    expect(key.holds(SECRET.replace('a', 'b'))).toBe(false)
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

describe('a key of bytes', () => {
  const bytes = Uint8Array.from({ length: 32 }, (_, at) => at * 7)
  const key = new Key('1', bytes)

  it('holds the same bytes, wherever they are, and no others', () => {
    expect(key.holds(bytes.slice())).toBe(true)
    expect(key.holds(Uint8Array.of(...bytes, 0))).toBe(false)
    expect(key.holds(bytes.slice(1))).toBe(false)
    expect(key.holds(bytes.map((byte, at) => (at === 31 ? byte ^ 1 : byte)))).toBe(false)
    expect(key.holds(String.fromCharCode(...bytes))).toBe(false)
    expect(new Key('1', 'text').holds(bytes)).toBe(false)
  })

  it('is no text, even where an exclusive or would find no difference', () => {
    const [zeros, digits] = [new Uint8Array(32), '0'.repeat(32)]
    expect(new Key('1', zeros).holds(digits)).toBe(false)
    expect(new Key('1', digits).holds(zeros)).toBe(false)
  })

  it('shows none of them', () => {
    const shown = inspect(key, { showHidden: true, depth: 9 }) + JSON.stringify(key)
    expect(shown).not.toMatch(/Uint8Array|\b14\b/)
  })
})

describe('the bytes of a key', () => {
  it('are those of the text, or those that it encodes', () => {
    const raw = new Uint8Array(32).fill(0xab)
    const text = 'ä password of thirty-two letters'
    expect(Key.material(new Key('1', text))).toEqual(new TextEncoder().encode(text))
    expect(Key.material(new Key('1', `hex:${'ab'.repeat(32)}`))).toEqual(raw)
    expect(Key.material(new Key('1', raw))).toEqual(raw)
  })

  it('are none where the secret is none', () => {
    for (const secret of ['short', undefined, 7]) {
      expect(Key.material(new Key('1', secret as never))).toBeUndefined()
    }
  })
})

describe('the dates of a key', () => {
  it.each([
    [{}, -1, true, true],
    [{}, Infinity, false, false],
    [{ sealFrom: 10 }, 9, false, true],
    [{ sealFrom: 10 }, 10, true, true],
    [{ retireAt: 10 }, 9, true, true],
    [{ retireAt: 10 }, 10, false, false],
    [{ sealFrom: 10, retireAt: 20 }, 19, true, true],
    [{ sealFrom: 20, retireAt: 10 }, 15, false, false],
    [{ retireAt: 0 }, 0, false, false],
  ])('%j at %d: seals %s, unseals %s', (dates, now, seals, unseals) => {
    const key = new Key('1', SECRET, dates)
    expect([key.seals(now), key.unseals(now)]).toEqual([seals, unseals])
  })

  // A clock that cannot be read must not open what was retired.
  it('lets nothing through at no time at all', () => {
    const key = new Key('1', SECRET, { sealFrom: 1, retireAt: 2 })
    expect([key.seals(NaN), key.unseals(NaN)]).toEqual([false, false])
  })
})
