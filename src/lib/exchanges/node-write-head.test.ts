import { describe, expect, it } from 'vitest'
import { beforeHeaders, type HeadWriter } from './node-write-head.ts'

const ours = ['s=1', 's.0=2']
/** What reaches the original `writeHead`, and what `before` was told. */
const written = (
  lines: readonly string[],
  ...args: unknown[]
): { args: unknown[]; told: number[] } => {
  const seen: unknown[][] = []
  const told: number[] = []
  const response = {
    statusCode: 200,
    writeHead(...given: unknown[]) {
      expect(this).toBe(response)
      seen.push(given)
      return this
    },
  }
  beforeHeaders(response as unknown as HeadWriter, (status) => (told.push(status), lines))
  expect(response.writeHead(201, ...args)).toBe(response)
  response.writeHead(202)
  return { args: seen[0]!.slice(1), told }
}

describe('headers given to writeHead', () => {
  it.each<[string, unknown[], unknown[]]>([
    ['none', [], []],
    ['a reason', ['Made'], ['Made']],
    ['undefined', ['Made', undefined], ['Made', undefined]],
    ['null', [null], [null]],
    ['an object', [{ 'x-a': '1' }], [{ 'x-a': '1' }]],
    ['a cookie', ['Made', { 'Set-Cookie': 'a=1' }], ['Made', { 'Set-Cookie': ['a=1', ...ours] }]],
    ['cookies', [{ 'set-cookie': ['a=1', 'b=2'] }], [{ 'set-cookie': ['a=1', 'b=2', ...ours] }]],
    ['pairs', [[['x-a', '1']]], [['x-a', '1']]],
    [
      'pairs with cookies',
      [
        [
          ['Set-Cookie', 'a=1'],
          ['x-a', '1'],
          ['set-cookie', 'b=2'],
        ],
      ],
      [['x-a', '1', 'set-cookie', ['a=1', 'b=2', ...ours]]],
    ],
    ['a flat list', [['x-a', 'set-cookie']], [['x-a', 'set-cookie']]],
    ['a flat list with a cookie', [['SET-COOKIE', 'a=1']], [['set-cookie', ['a=1', ...ours]]]],
    ['an empty list', [[]], [[]]],
  ])('keep our cookies: %s', (_, given, expected) => {
    const before = JSON.stringify(given)
    expect(written(ours, ...given)).toEqual({ args: expected, told: [201] })
    expect(JSON.stringify(given)).toBe(before)
  })

  it('stay as they are where there are no cookies of ours', () => {
    for (const given of [{ 'set-cookie': 'a=1' }, { 'x-a': '1' }, ['x-a', '1']])
      expect(written([], given).args).toEqual([given])
  })

  it('may fail to get cookies: the error is the caller’s, and the second attempt goes through', () => {
    const response = { statusCode: 200, writeHead: () => 'sent' }
    let attempts = 0
    beforeHeaders(response as unknown as HeadWriter, () => {
      attempts++
      throw new Error('too big')
    })
    const writeHead = response.writeHead as unknown as (status: number) => unknown
    expect(() => writeHead(200)).toThrow('too big')
    expect(writeHead(500)).toBe('sent')
    expect(attempts).toBe(1)
  })
})
