import { describe, expect, it } from 'vitest'
import {
  type Bench,
  bearer,
  bench,
  RESUMED,
  type Setting,
} from '../../../test/sessions/saver-bench.ts'

describe('committing', () => {
  const linesOf = async (setting: Setting, act: (on: Bench) => unknown, renew = true) => {
    const on = bench(setting)
    act(on)
    return on.saver.commit(on.session, renew)
  }
  const look = ({ state }: Bench): unknown => state.data()
  const change = ({ state }: Bench): unknown => (state.writableData()['user'] = 2)

  it.each<[string, Setting, (on: Bench) => unknown, boolean, number]>([
    ['changes', { origin: RESUMED }, change, false, 1],
    ['a touched session', { origin: RESUMED }, ({ saver }) => saver.touch(), false, 1],
    ['a new session that was only read: no', {}, look, true, 0],
    ['a session that was only read: no', { origin: RESUMED }, look, true, 0],
    ['use that is due', { origin: RESUMED, due: true }, look, true, 1],
    [
      'use that is due, in a request that is no use: no',
      { origin: RESUMED, due: true },
      look,
      false,
      0,
    ],
    [
      'use of a session that nobody looked at: no',
      { origin: RESUMED, due: true },
      () => 0,
      true,
      0,
    ],
    ['a session of an old password', { origin: { kind: 'resumed', stale: true } }, look, true, 1],
    ['use of a session that has only begun: no', { due: true }, look, true, 0],
    [
      'use of what came in a header: no',
      { origin: RESUMED, due: true, request: bearer() },
      look,
      true,
      0,
    ],
  ])('writes %s', async (_, setting, act, renew, count) => {
    expect(await linesOf(setting, act, renew)).toHaveLength(count)
  })

  it('notes use once in a request', async () => {
    const { saver, session, state } = bench({ origin: RESUMED, due: true })
    state.data()
    expect(await saver.commit(session, true)).toHaveLength(1)
    expect(await saver.commit(session, true)).toEqual([])
  })

  it('notes a touch once', async () => {
    const { saver, session, state } = bench({ origin: RESUMED })
    state.data()
    saver.touch()
    expect(await saver.commit(session, false)).toHaveLength(1)
    expect(await saver.commit(session, false)).toEqual([])
  })
})

describe('a logout', () => {
  it('empties the session first, tells it, and deletes the cookie', () => {
    const { saver, state, headers, told } = bench({ origin: RESUMED })
    saver.destroy()
    expect([state.ended, state.data()]).toEqual([true, {}])
    expect(told).toEqual(['destroyed with id', 'written'])
    expect(headers.getSetCookie()).toEqual([expect.stringContaining('Max-Age=0')])
    expect(saver.lines()).toEqual(headers.getSetCookie())
  })

  it('without a response waits for the one that comes', async () => {
    const { saver, told, another } = bench({ origin: RESUMED, readOnly: true })
    saver.destroy()
    expect(told).toEqual(['destroyed with id'])
    expect(saver.lines()).toEqual([])
    const { target, headers } = another()
    const lines = await saver.commit(target, true)
    expect(lines).toEqual([expect.stringContaining('Max-Age=0')])
    expect(headers.getSetCookie()).toEqual(lines)
    expect(saver.lines()).toEqual(lines)
  })

  it('is sent with its own response once, and with every other one as well', async () => {
    const { saver, session, headers, another } = bench({ origin: RESUMED })
    saver.destroy()
    expect(await saver.commit(session, true)).toEqual([])
    expect(headers.getSetCookie()).toHaveLength(1)
    expect(await saver.commit(another().target, true)).toHaveLength(1)
  })

  it('ends the session also where the cookie cannot be deleted any more', async () => {
    const response = new Response('body')
    await response.text()
    const { saver, state, told } = bench({ origin: RESUMED, response })
    expect(() => saver.destroy()).toThrow()
    expect([state.ended, state.data(), told]).toEqual([true, {}, ['destroyed with id']])
  })

  it('of what came in a header is possible: the client drops it by itself', () => {
    const { saver, told } = bench({ origin: RESUMED, request: bearer() })
    saver.destroy()
    expect(told[0]).toBe('destroyed with id')
  })
})
