import { webExchange } from '../../src/lib/exchanges/web.ts'
import { resolveSessions } from '../../src/lib/options/resolve-sessions.ts'
import type { SessionFacts } from '../../src/lib/session/facts.ts'
import type { Origin } from '../../src/lib/session/origin.ts'
import type { RequestSession } from '../../src/lib/session/request-session.ts'
import { createSaver, type Saver } from '../../src/lib/session/saver.ts'
import type { StandardSchema } from '../../src/lib/session/schema.ts'
import { createSessionState, type SessionState } from '../../src/lib/session/session-state.ts'
import { bindSession } from '../../src/lib/bound-session.ts'

/*
 * The parts around the saver are the real ones. Sealing waits for the schema of the data, so a test can hold a save back there.
 */

export interface Bench {
  readonly state: SessionState
  readonly saver: Saver
  readonly session: RequestSession
  readonly headers: Headers
  /** What was told and done, in order. */
  readonly told: string[]
  /** A response that was made later. */
  readonly another: () => { readonly target: RequestSession; readonly headers: Headers }
}

export interface Setting {
  readonly origin?: Origin
  readonly facts?: Partial<SessionFacts>
  readonly request?: Request
  readonly response?: Response
  readonly readOnly?: boolean
  readonly due?: boolean
  readonly schema?: StandardSchema<object>
}

export const RESUMED: Origin = { kind: 'resumed', stale: false }

export function bench(setting: Setting = {}): Bench {
  const { origin = { kind: 'new' }, request = new Request('https://e.org/'), schema } = setting
  const { config, newFacts, stamp } = resolveSessions({
    password: 'zJ8#tK2!qW5vR9xL-mN3pB7dF1hG6sY4',
    bearer: true,
    schema,
  })
  const headers = setting.response?.headers ?? new Headers()
  const facts = { ...newFacts(Date.now()), ...setting.facts }
  const envelope = {
    data: { user: 1 },
    flash: {},
    ...(origin.kind === 'resumed' ? { facts } : {}),
  }
  const bind = (to: Response | Headers | undefined): RequestSession =>
    bindSession(config, webExchange(request, to), () => ({ origin, envelope }))
  const session = bind(setting.readOnly === true ? undefined : (setting.response ?? headers))
  const state = createSessionState(session, {
    newFacts: () => newFacts(Date.now()),
    stamp: (old) => stamp(old, Date.now()),
  })
  const told: string[] = []
  const saver = createSaver(session, state, {
    needsRenewal: () => setting.due === true,
    emit: (type, id) => void told.push(`${type} ${id === undefined ? 'without id' : 'with id'}`),
    written: () => void told.push('written'),
  })
  const another = (): { target: RequestSession; headers: Headers } => {
    const later = new Headers()
    return { target: bind(later), headers: later }
  }
  return { state, saver, session, headers, told, another }
}

/** A schema that takes everything, each time only when it is let. */
export function slowSchema(): { schema: StandardSchema<object>; letGo: (at: number) => void } {
  const waiting: (() => void)[] = []
  const schema: StandardSchema<object> = {
    '~standard': {
      version: 1,
      vendor: 'tests',
      validate: (value) =>
        new Promise((resolve) => waiting.push(() => resolve({ value: Object(value) }))),
    },
  }
  return { schema, letGo: (at) => waiting[at]?.() }
}

/** A request whose session the client holds. */
export const bearer = (): Request =>
  new Request('https://e.org/', { headers: { authorization: 'Bearer s0' } })
