import { describe, expect, it } from 'vitest'
import { beforeHeaders, type HeadWriter, mergeHeader } from './node-write-head.ts'

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

  it('get cookies of two hooks, the one below a hook of somebody else', () => {
    const seen: unknown[][] = []
    const response = { statusCode: 200, writeHead: (...given: unknown[]) => void seen.push(given) }
    const head = response as unknown as HeadWriter
    beforeHeaders(head, () => ['a=1'])
    beforeHeaders(head, () => ['b=2'])
    const ours = response.writeHead
    response.writeHead = (...given) => ours(...given)
    beforeHeaders(head, () => ['c=3'])
    beforeHeaders(head, () => ['d=4'])
    response.writeHead(200, { 'set-cookie': 'x=0' })
    response.writeHead(200)
    expect(seen).toEqual([[200, { 'set-cookie': ['x=0', 'c=3', 'd=4', 'a=1', 'b=2'] }], [200]])
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

describe('a merged header', () => {
  const addPrivate = (present = ''): string =>
    present.includes('private') ? present : `${present}+private`
  /** What reaches the original `writeHead`, and what is set by then. */
  const sent = (act: (response: HeadWriter) => void, ...args: unknown[]): unknown[] => {
    const headers = new Map<string, string>()
    let seen: unknown[] = []
    const response = {
      statusCode: 200,
      getHeader: (name: string) => headers.get(name),
      setHeader: (name: string, value: string) => void headers.set(name, value),
      writeHead: (...given: unknown[]) => void (seen = [...given.slice(1), headers.get('a')]),
    }
    mergeHeader(response, 'a', addPrivate)
    act(response as unknown as HeadWriter)
    response.writeHead(200, ...args)
    return seen
  }

  it('is merged at once, and again over what was set since', () => {
    expect(sent(() => undefined)).toEqual(['+private'])
    expect(sent((response) => response.setHeader('a', 'public'))).toEqual(['public+private'])
  })

  it('is merged into headers that are given to writeHead', () => {
    const none = (): void => undefined
    expect(sent(none, { A: 'public', b: 1 })[0]).toEqual({ A: 'public+private', b: 1 })
    expect(sent(none, ['A', 'x', 'b', 1, 'a', 'y'])[0]).toEqual(['b', 1, 'a', 'x, y+private'])
    expect(sent(none, [['a', ['x', 'y']]])[0]).toEqual(['a', 'x, y+private'])
  })

  it('is merged after what is called before the headers, which may set it as well', () => {
    const act = (response: HeadWriter): void =>
      beforeHeaders(response, () => (response.setHeader('a', 'late'), []))
    expect(sent(act)).toEqual(['late+private'])
  })

  it('is merged by everybody who asked, and once by each', () => {
    const asked: string[] = []
    const by = (who: string) => (present: string | undefined) => {
      asked.push(who)
      return present?.includes(who) === true ? present : `${present ?? ''}+${who}`
    }
    const [first, second] = [by('first'), by('second')]
    const act = (response: HeadWriter): void => {
      for (const merge of [first, second, first, second]) mergeHeader(response, 'a', merge)
      response.setHeader('a', 'late')
      asked.length = 0
    }
    expect(sent(act)).toEqual(['late+private+first+second'])
    expect(asked).toEqual(['first', 'second'])
  })

  it('is merged at once where no moment of writing can be seen', () => {
    const set: string[] = []
    mergeHeader(
      { getHeader: () => 'x', setHeader: (_name, value) => void set.push(value) },
      'a',
      addPrivate,
    )
    expect(set).toEqual(['x+private'])
  })
})
