import { describe, expect, it } from 'vitest'
import { Notes } from './notes.ts'

const NAME = 'ironseal.tests'
const isList = (value: unknown): value is unknown[] => Array.isArray(value)
const notesOf = (): Notes<unknown[]> => new Notes(NAME, isList)
const bookOf = (): WeakMap<object, unknown> | undefined =>
  (globalThis as { [name: symbol]: WeakMap<object, unknown> | undefined })[Symbol.for(NAME)]

describe('a note', () => {
  it('is what was noted last, and nothing on another object', () => {
    const notes = notesOf()
    const object = {}
    expect(notes.get(object)).toBeUndefined()
    for (const note of [[1], [2]]) {
      notes.set(object, note)
      expect(notes.get(object)).toBe(note)
    }
    expect(notes.get({})).toBeUndefined()
  })

  it('is known to another copy of the package, under its name alone', () => {
    const object = {}
    notesOf().set(object, [1])
    expect(notesOf().get(object)).toEqual([1])
    expect(new Notes(`${NAME}.other`, isList).get(object)).toBeUndefined()
  })

  it('is in no list of the keys of its object', () => {
    const object = {}
    notesOf().set(object, [1])
    expect([Object.keys(object), JSON.stringify(object)]).toEqual([[], '{}'])
  })

  it.each<[string, object]>([
    ['is frozen', Object.freeze({})],
    ['refuses', new Proxy({}, { set: () => false })],
    ['keeps only what it knows', new Proxy({}, { set: () => true })],
  ])('is in a book that knows it weakly where the object %s', (_, object) => {
    const note = [1]
    notesOf().set(object, note)
    expect(notesOf().get(object)).toBe(note)
    expect(bookOf()).toBeInstanceOf(WeakMap)
    expect(bookOf()?.get(object)).toBe(note)
  })

  it('is not what a proxy makes up for every name', () => {
    expect(notesOf().get(new Proxy({}, { get: () => () => 'made up' }))).toBeUndefined()
  })
})
