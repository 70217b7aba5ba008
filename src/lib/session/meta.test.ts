import { expect, it } from 'vitest'
import { decodeMeta, encodeMeta } from './meta.ts'

const NO_META = { flash: {}, version: undefined, authenticated: undefined }

it('meta data comes back as it was', () => {
  for (const meta of [
    NO_META,
    { flash: { a: 1 }, version: 2, authenticated: 3 },
    { flash: {}, version: 0, authenticated: undefined },
  ])
    expect(decodeMeta(encodeMeta(meta))).toEqual(meta)
  expect(encodeMeta(NO_META)).toBeUndefined()
})

it.each([
  '',
  '{',
  '[]',
  'null',
  '1',
  '{"f":[]}',
  '{"f":null}',
  '{"v":1.5}',
  '{"v":"1"}',
  '{"v":null}',
  '{"a":1e400}',
  '{"f":{"__proto__":{}}}',
])('meta data that nobody writes is none: %s', (text) => {
  expect(decodeMeta(text)).toBeUndefined()
})
