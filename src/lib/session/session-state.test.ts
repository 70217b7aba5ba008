import { describe, expect, it } from 'vitest'
import type { Envelope } from './envelope.ts'
import type { SessionFacts } from './facts.ts'
import type { RequestSession } from './request-session.ts'
import { createSessionState, type SessionState } from './session-state.ts'

const FACTS: SessionFacts = {
  id: 'one',
  created: 1,
  authenticated: 1,
  issued: 1,
  expires: 100,
  transient: false,
}
const RESUMED: Envelope = { data: { user: { name: 'ann' } }, flash: { notice: 1 }, facts: FACTS }

interface Bench {
  readonly state: SessionState
  readonly loads: () => number
  readonly made: () => number
}

/** The state of a session that came like this. Every new session gets the next id, every stamp a later time. */
function bench(envelope: Envelope = { data: {}, flash: {} }): Bench {
  let [loads, made, time] = [0, 0, 1]
  const session: Pick<RequestSession, 'loaded'> = {
    loaded() {
      loads++
      return { envelope, origin: { kind: 'new' } }
    },
  }
  const state = createSessionState(session as RequestSession, {
    newFacts: () => ({ ...FACTS, id: `new ${++made}` }),
    stamp: (facts) => ({ ...facts, issued: ++time, expires: time + 99 }),
  })
  return { state, loads: () => loads, made: () => made }
}

describe('the state of a session', () => {
  it('is loaded when somebody looks at it, and data only once', () => {
    const { state, loads } = bench(RESUMED)
    expect([state.used, loads()]).toEqual([false, 0])
    state.data()
    state.data()
    state.facts()
    expect([state.used, loads()]).toEqual([true, 1])
  })

  it('is in use also where only flash data was looked at', () => {
    const { state } = bench(RESUMED)
    state.flash.flash.get('notice')
    expect(state.used).toBe(true)
  })

  it('never writes into what was loaded', () => {
    const { state } = bench(RESUMED)
    state.writableData()['user'] = 2
    state.flash.flash('more', 1)
    expect(RESUMED.data).toEqual({ user: { name: 'ann' } })
    expect(RESUMED.flash).toEqual({ notice: 1 })
  })
})

describe('a change', () => {
  it.each<[string, (state: SessionState) => unknown]>([
    ['of a value', (state) => (state.writableData()['user'] = 2)],
    ['deep inside', (state) => ((state.data()['user'] as { name: string }).name = 'bob')],
    ['that takes something away', (state) => delete state.writableData()['user']],
    ['of flash data that was read', (state) => state.flash.flash.get('notice')],
    ['of flash data that is new', (state) => state.flash.flash('more', 1)],
    ['of the proof', (state) => state.changeFacts((facts) => ({ ...facts, authenticated: 2 }))],
    ['of the beginning', (state) => state.changeFacts((facts) => ({ ...facts, created: 2 }))],
    ['of "remember me"', (state) => state.changeFacts((facts) => ({ ...facts, transient: true }))],
    ['of everything', (state) => state.begin(RESUMED.data, { ...FACTS, id: 'two' })],
    ['that ends it', (state) => state.end()],
  ])('%s is seen', (name, change) => {
    const { state } = bench(structuredClone(RESUMED))
    expect(state.changed()).toBe(false)
    change(state)
    // An ended session is empty and stays as it is: its cookie is deleted, not sealed.
    expect(state.changed()).toBe(name !== 'that ends it')
  })

  it('of the times of sealing is none: they differ with every seal', () => {
    const { state } = bench(RESUMED)
    state.changeFacts((facts) => ({ ...facts, issued: 50, expires: 500 }))
    expect(state.changed()).toBe(false)
  })

  it('to the very same beginning is one: it was asked for', () => {
    const { state } = bench(RESUMED)
    state.begin(RESUMED.data, FACTS)
    expect(state.changed()).toBe(true)
  })

  it('gives facts to a session that has none, and makes them once', () => {
    const { state, made } = bench()
    state.changeFacts((facts) => ({ ...facts, transient: true }))
    expect(state.facts()).toMatchObject({ id: 'new 1', transient: true })
    expect(state.toSeal().envelope.facts.id).toBe('new 1')
    expect(made()).toBe(1)
  })
})

describe('a draft', () => {
  it('holds everything, stamped; the session has the times only when they are sealed', () => {
    const { state } = bench(RESUMED)
    const draft = state.toSeal()
    expect(draft.envelope).toEqual({ ...RESUMED, facts: { ...FACTS, issued: 2, expires: 101 } })
    expect(state.facts()).toEqual(FACTS)
    state.sealed(draft)
    expect(state.facts()).toEqual(draft.envelope.facts)
    expect(state.changed()).toBe(false)
  })

  it('keeps the id that was made for it, whether its save succeeds or not', () => {
    const { state, made } = bench()
    expect([state.facts(), made()]).toEqual([undefined, 0])
    expect(state.toSeal().envelope.facts.id).toBe('new 1')
    expect(state.facts()?.id).toBe('new 1')
    expect(state.toSeal().envelope.facts.id).toBe('new 1')
  })

  it('leaves unsaved what changed after it was made', () => {
    const { state } = bench(RESUMED)
    const draft = state.toSeal()
    state.writableData()['more'] = 1
    state.sealed(draft)
    expect(state.changed()).toBe(true)
    delete state.writableData()['more']
    expect(state.changed()).toBe(false)
  })

  it('of a session that was begun anew since says nothing of the new one', () => {
    const { state } = bench(RESUMED)
    const draft = state.toSeal()
    state.begin({}, { ...FACTS, id: 'two' })
    state.sealed(draft)
    expect([state.facts()?.id, state.facts()?.issued, state.changed()]).toEqual(['two', 1, true])
  })

  it('of a session that was ended since says nothing either', () => {
    const { state } = bench(RESUMED)
    const draft = state.toSeal()
    state.end()
    expect(() => state.sealed(draft)).not.toThrow()
    expect(state.facts()).toBeUndefined()
  })

  it('may be looked at without one: no id is kept for that', () => {
    const { state } = bench()
    expect(state.preview().facts).toMatchObject({ id: 'new 1', issued: 2 })
    expect(state.facts()).toBeUndefined()
    const resumed = bench(RESUMED)
    expect(resumed.state.preview()).toMatchObject({ ...RESUMED, facts: { id: 'one', issued: 2 } })
    expect(resumed.made()).toBe(0)
  })
})

describe('a session that has ended', () => {
  it('is empty and cannot be written to, until it begins anew', () => {
    const { state } = bench(RESUMED)
    state.end()
    expect([state.ended, state.used, state.data(), state.facts()]).toEqual([
      true,
      true,
      {},
      undefined,
    ])
    expect(state.flash.flash.all()).toEqual({})
    expect(() => state.writableData()).toThrow(
      expect.objectContaining({
        code: 'ERR_IRONSEAL_DESTROYED',
        message: 'The session was destroyed in this request',
        hint: expect.stringContaining('regenerate()'),
      }),
    )
    state.begin({ user: 2 }, { ...FACTS, id: 'two' })
    expect([state.ended, state.writableData()]).toEqual([false, { user: 2 }])
  })
})
