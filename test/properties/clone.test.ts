import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clone } from '../../src/lib/session/clone.ts'
import { anyJson, runs } from './arbitraries.ts'

/** Values beyond JSON: what an application may put into a session. */
const anyValue = fc.oneof(
  anyJson,
  fc.object({
    withDate: true,
    withMap: true,
    withSet: true,
    withTypedArray: true,
    withNullPrototype: true,
    withBigInt: true,
    withSparseArray: false,
    withObjectString: false,
    maxDepth: 4,
  }),
)

/** All objects within a value, however they hang together. */
function objectsIn(value: unknown, found = new Set<object>()): Set<object> {
  if (typeof value !== 'object' || value === null || found.has(value)) return found
  found.add(value)
  if (value instanceof Map) for (const pair of value) objectsIn([...pair], found)
  if (value instanceof Set) for (const item of value) objectsIn(item, found)
  for (const item of Object.values(value)) objectsIn(item, found)
  return found
}

describe('clone', () => {
  it('gives an equal value that shares no object with the original', () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        const copy = clone(value)
        expect(copy).toEqual(value)
        const originals = objectsIn(value)
        for (const object of objectsIn(copy)) expect(originals.has(object)).toBe(false)
      }),
      runs(1000),
    )
  })

  it('gives a value with the same JSON', () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        expect(JSON.stringify(clone(value))).toBe(JSON.stringify(value))
      }),
      runs(500),
    )
  })

  it('keeps the shape of any graph, circles included', () => {
    const edges = fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 20 })
    fc.assert(
      fc.property(edges, (pairs) => {
        const nodes = Array.from({ length: 8 }, (_, id) => ({ id, next: [] as unknown[] }))
        for (const [from, to] of pairs) nodes[from]!.next.push(nodes[to])
        const copies = clone(nodes)
        for (const [at, node] of nodes.entries()) {
          expect(copies[at]!.next).toHaveLength(node.next.length)
          for (const [index, target] of node.next.entries()) {
            expect(copies[at]!.next[index]).toBe(copies[nodes.indexOf(target as never)])
          }
        }
        const originals = objectsIn(nodes)
        for (const object of objectsIn(copies)) expect(originals.has(object)).toBe(false)
      }),
      runs(500),
    )
  })

  it('never throws, whatever is in an object', () => {
    fc.assert(
      fc.property(
        fc.anything({
          withDate: true,
          withMap: true,
          withSet: true,
          withTypedArray: true,
          withSparseArray: true,
          withObjectString: true,
          withBoxedValues: true,
          withNullPrototype: true,
          withBigInt: true,
        }),
        (value) => {
          expect(() => clone(value)).not.toThrow()
        },
      ),
      runs(2000),
    )
  })
})
