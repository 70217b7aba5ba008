import { describe, expect, it } from 'vitest'
import {
  type Bench,
  bearer,
  bench,
  RESUMED,
  slowSchema,
} from '../../../test/sessions/saver-bench.ts'
import type { SessionFacts } from './facts.ts'
import type { SessionState } from './session-state.ts'

describe('saving', () => {
  it('sends one cookie, and tells that the session was created, then saved', async () => {
    const { saver, session, state, headers, told } = bench()
    const first = await saver.save(session)
    state.writableData()['user'] = 2
    const second = await saver.save(session)
    expect(first).toHaveLength(1)
    expect(headers.getSetCookie()).toEqual(second)
    expect(saver.lines()).toEqual(second)
    expect(told).toEqual(['created with id', 'written', 'saved with id', 'written'])
  })

  it('tells a renewal from a change', async () => {
    const { saver, session, state, told } = bench({ origin: RESUMED })
    await saver.save(session)
    state.writableData()['user'] = 2
    await saver.save(session)
    expect(told.filter((what) => what !== 'written')).toEqual(['renewed with id', 'saved with id'])
  })

  it('tells of the first save of a session that took the place of a refused one as created', async () => {
    const { saver, session, told } = bench({ origin: { kind: 'rejected', reason: 'invalid' } })
    await saver.save(session)
    expect(told[0]).toBe('created with id')
  })

  it('leaves nothing unsaved', async () => {
    const { saver, session, state } = bench({ origin: RESUMED })
    state.writableData()['user'] = 2
    expect(state.changed()).toBe(true)
    await saver.save(session)
    expect(state.changed()).toBe(false)
  })
})

describe('a save that is overtaken', () => {
  it.each<[string, (on: Bench) => void]>([
    ['by a logout', ({ saver }) => saver.destroy()],
    ['by a new beginning', ({ state }) => state.begin({}, { ...factsOf(state), id: 'another' })],
  ])('writes nothing %s, and tells nothing', async (_, overtake) => {
    const { schema, letGo } = slowSchema()
    const on = bench({ schema, origin: RESUMED })
    on.state.writableData()['user'] = 2
    const saving = on.saver.save(on.session)
    overtake(on)
    const before = [...on.told]
    const lines = on.saver.lines()
    letGo(0)
    expect(await saving).toEqual([])
    expect(on.told).toEqual(before)
    expect(on.saver.lines()).toEqual(lines)
  })

  it('by a later save writes nothing, on the same response', async () => {
    const { schema, letGo } = slowSchema()
    const { saver, session, state, headers } = bench({ schema })
    const first = saver.save(session)
    state.writableData()['user'] = 2
    const second = saver.save(session)
    letGo(1)
    const lines = await second
    letGo(0)
    expect(await first).toEqual([])
    expect(headers.getSetCookie()).toEqual(lines)
    expect(state.changed()).toBe(false)
  })

  it('is sent all the same where the later save went with another response', async () => {
    const { schema, letGo } = slowSchema()
    const { saver, session, headers, another } = bench({ schema })
    const { target } = another()
    const first = saver.save(session)
    const second = saver.save(target)
    letGo(1)
    await second
    letGo(0)
    expect(await first).toHaveLength(1)
    expect(headers.getSetCookie()).toHaveLength(1)
  })

  it('is sent where it is ready first: the later one takes its place', async () => {
    const { schema, letGo } = slowSchema()
    const { saver, session, headers } = bench({ schema })
    const first = saver.save(session)
    const second = saver.save(session)
    letGo(0)
    expect(await first).toHaveLength(1)
    letGo(1)
    const lines = await second
    expect(lines).toHaveLength(1)
    expect(headers.getSetCookie()).toEqual(lines)
  })
})

describe('what cannot be written', () => {
  const used = async (): Promise<Response> => {
    const response = new Response('body')
    await response.text()
    return response
  }
  const refusal = (message: string, hint: string): object =>
    expect.objectContaining({
      code: 'ERR_IRONSEAL_NOT_WRITABLE',
      message: expect.stringContaining(message),
      hint: expect.stringContaining(hint),
    })

  it('is refused by name', async () => {
    const late = bench({ response: await used() })
    expect(() => late.saver.save(late.session)).toThrow(
      refusal('cannot be saved: the body of the response is used', 'before the response is'),
    )
    expect(() => late.saver.destroy()).toThrow(
      refusal('cannot be deleted in the browser: the body', 'before the response is'),
    )
    const alone = bench({ readOnly: true })
    expect(() => alone.saver.save(alone.session)).toThrow(
      refusal('cannot be saved: there is no response', 'session.commit(response)'),
    )
    const header = bench({ request: bearer() })
    expect(() => header.saver.save(header.session)).toThrow(
      refusal('it came in a header that the client sets', 'sessions.toBearer(session)'),
    )
  })

  it('is refused also where the response was sent while the seal was made', async () => {
    const { schema, letGo } = slowSchema()
    const response = new Response('body')
    const { saver, session, told } = bench({ schema, response })
    const saving = saver.save(session)
    await response.text()
    letGo(0)
    await expect(saving).rejects.toMatchObject({ code: 'ERR_IRONSEAL_NOT_WRITABLE' })
    expect(told).toEqual([])
  })

  it('is not saved after a logout', async () => {
    const { saver, session } = bench()
    saver.destroy()
    expect(() => saver.save(session)).toThrow(
      expect.objectContaining({ code: 'ERR_IRONSEAL_DESTROYED' }),
    )
  })
})

function factsOf(state: SessionState): SessionFacts {
  const facts = state.facts()
  if (facts === undefined) throw new Error('no facts')
  return facts
}
