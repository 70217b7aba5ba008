import { describe, expect, it } from 'vitest'
import { Key } from '../keys/key.ts'
import { KeyRing } from '../keys/key-ring.ts'
import { createCompactFormat } from './compact.ts'
import type { SealContext } from './format.ts'
import { createVerifiedSeals, type VerifiedSeal } from './verified-seals.ts'

const key = new Key('1', 'p'.repeat(32))
const ring = KeyRing.fromKeys([key])
const context: SealContext = { purpose: 'session', name: 's', audience: 'a', bind: 'b' }
const format = createCompactFormat()
const sealOf = (json: string): VerifiedSeal => ({ content: { json, expires: 1 }, key, format })

describe('the memory of seals', () => {
  it('finds what was remembered, for the same ring and the same context alone', () => {
    const seals = createVerifiedSeals()
    seals.remember('text', ring, context, sealOf('{}'))
    expect(seals.find('text', ring, { ...context })?.content.json).toBe('{}')
    expect(seals.find('texT', ring, context)).toBeUndefined()
    expect(seals.find('text', KeyRing.fromKeys([key]), context)).toBeUndefined()
    for (const part of ['purpose', 'name', 'audience', 'bind'] as const) {
      expect(seals.find('text', ring, { ...context, [part]: 'other' }), part).toBeUndefined()
    }
    const { audience: _audience, ...without } = context
    expect(seals.find('text', ring, without)).toBeUndefined()
  })

  it('tells texts apart that end alike', () => {
    const seals = createVerifiedSeals()
    const end = 'e'.repeat(100)
    seals.remember(`1${end}`, ring, context, sealOf('1'))
    for (const text of [`2${end}`, end, `11${end}`, end.slice(-32)])
      expect(seals.find(text, ring, context)).toBeUndefined()
    expect(seals.find(`1${end}`, ring, context)?.content.json).toBe('1')
    seals.remember(`2${end}`, ring, context, sealOf('2'))
    expect(seals.find(`2${end}`, ring, context)?.content.json).toBe('2')
    expect(seals.find(`1${end}`, ring, context)?.content.json).not.toBe('2')
  })

  it('forgets what nobody asked for while twice as many came', () => {
    const seals = createVerifiedSeals({ seals: 10, characters: 10_000 })
    const isKept = (text: string): boolean => seals.find(text, ring, context) !== undefined
    seals.remember('asked for', ring, context, sealOf('1'))
    seals.remember('forgotten', ring, context, sealOf('2'))
    for (let index = 0; index < 30; index++) {
      seals.remember(`seal ${index}`, ring, context, sealOf('3'))
      expect(isKept('asked for')).toBe(true)
    }
    expect(isKept('forgotten')).toBe(false)
    const kept = Array.from({ length: 30 }, (_, index) => isKept(`seal ${index}`)).filter(Boolean)
    expect(kept.length).toBeGreaterThanOrEqual(9)
    expect(kept.length).toBeLessThanOrEqual(20)
  })

  it('forgets long seals sooner', () => {
    const seals = createVerifiedSeals({ seals: 1000, characters: 10_000 })
    const texts = Array.from({ length: 20 }, (_, index) => `${index}`.padStart(3000, 'x'))
    for (const text of texts) seals.remember(text, ring, context, sealOf('1'))
    const kept = texts.filter((text) => seals.find(text, ring, context) !== undefined)
    expect(kept.length).toBeGreaterThanOrEqual(3)
    expect(kept.length).toBeLessThanOrEqual(6)
    expect(kept).toContain(texts.at(-1))
  })
})
