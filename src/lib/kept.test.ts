import { expect, it } from 'vitest'
import { Kept } from './kept.ts'

it('what is kept is made once, until there is too much of it', () => {
  const kept = new Kept<object>(3)
  const make = (): object => ({})
  const one = kept.get('one', make)
  for (const text of ['two', 'three', 'one']) kept.get(text, make)
  expect(kept.get('one', make)).toBe(one)
  expect(kept.get('two', make)).not.toBe(one)
  kept.get('four', make)
  const again = kept.get('one', make)
  expect(again).not.toBe(one)
  expect(kept.get('one', make)).toBe(again)
})

it('what could not be made is not kept', () => {
  const kept = new Kept<number>(3)
  expect(() =>
    kept.get('one', () => {
      throw new Error('no')
    }),
  ).toThrow('no')
  expect(kept.get('one', () => 1)).toBe(1)
})
