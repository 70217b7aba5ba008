import { SessionError } from '../errors.ts'
import type { Exchange } from '../exchange.ts'
import type { ProxyTrust } from '../exchanges/http.ts'
import { webExchange } from '../exchanges/web.ts'
import type { SessionsConfig } from '../options/resolve-sessions.ts'
import type { MaybePromise } from '../platform/maybe-promise.ts'
import { adviseOnUnsaved } from '../session/advice.ts'
import { ManagedHandle } from '../session/create-handle.ts'
import { EMPTY_ENVELOPE } from '../session/envelope.ts'
import type { HandleRules } from '../session/managed-session.ts'
import { OpenHandle } from '../session/open-handle.ts'
import type { Loaded } from '../session/request-session.ts'
import { isDevelopment } from '../session/warnings.ts'
import { openSession, rememberSession } from '../opening.ts'
import { bindSession } from '../bound-session.ts'
import { markResponse } from '../sessions.ts'
import { writtenSource } from '../sources.ts'
import { sealEnvelope, sealForHeader } from './seal-elsewhere.ts'
import { isResponse, isWebRequest } from './shapes.ts'
import { isSuccess, isUse } from './use.ts'

/** Opens the handles of one `createSessions`, and does what is asked of that object and not of a handle. */
export interface Opener {
  readonly trust: ProxyTrust
  readonly commitOnError: boolean
  readonly countsAsUse: (request: object) => boolean
  open(exchange: Exchange): MaybePromise<ManagedHandle>
  /** Fetches the keys where they have to be fetched, so that a save can then be synchronous. */
  awaitKeys(): MaybePromise<unknown>
  toBearer(handle: object): Promise<string>
  check(): Promise<void>
}

/** Makes the opener of one configuration. */
export function createOpener(sessions: SessionsConfig): Opener {
  const { config, countsAsUse, trust, commitOnError } = sessions
  // Looking at the environment takes a microsecond, so it is done once.
  const advise = isDevelopment()

  const rules: HandleRules = {
    newFacts: () => sessions.newFacts(Date.now()),
    stamp: (facts) => sessions.stamp(facts, Date.now()),
    needsRenewal: (facts) => sessions.needsRenewal(facts, Date.now()),
    emit: (type, id) => config.emit({ type, cookieName: config.cookieName, id }),
    countsAsUse: (exchange, status = 200) =>
      isSuccess(status) && isUse(exchange) && countsAsUse(exchange.request),
    // A `Cookie` header does not change with what is written; a store or a jar gives it back.
    written(managed) {
      const { exchange } = managed
      if (!exchange.can.knowRequest) rememberSession(config, exchange, managed)
    },
    measure: async (envelope) => {
      const seal = await sealEnvelope(config, envelope, writtenSource(config.sources).context)
      return config.cookieName.length + seal.length
    },
    bindTo(managed, response) {
      const { request } = managed.exchange
      if (!isWebRequest(request) || !isResponse(response)) throw noWebResponse()
      const target = withMutableHeaders(response)
      const bound = webExchange(request, target, trust)
      const loaded = (): Loaded => managed.session.loaded()
      if (managed.used()) markResponse(config, bound, loaded())
      return { session: bindSession(config, bound, loaded), response: target }
    },
  }

  const open = (exchange: Exchange): MaybePromise<ManagedHandle> =>
    openSession(config, exchange, (session) => {
      const managed = new ManagedHandle(session, exchange, rules)
      if (advise) managed.whenUsed(() => adviseAtEnd(managed, config.cookieName))
      return managed
    })

  return {
    trust,
    commitOnError,
    countsAsUse,
    open,

    async toBearer(handle) {
      const bearer = config.sources.find(({ context }) => context.purpose === 'bearer')
      const known = OpenHandle.managed(handle)
      const ours = known?.rules === rules
      if (bearer === undefined || known === undefined || !ours) throw noBearer(!ours)
      return sealForHeader(config, known.toSeal(), bearer)
    },

    awaitKeys: sessions.awaitKeys,
    // The whole way: a ring may be there whose keys are all retired, or one that this format cannot seal with.
    async check() {
      const nothing = { ...EMPTY_ENVELOPE, facts: sessions.newFacts(Date.now()) }
      await sealEnvelope(config, nothing, writtenSource(config.sources).context)
    },
  }
}

function adviseAtEnd(managed: ManagedHandle, cookieName: string): void {
  managed.exchange.http?.onEnd(() => {
    if (managed.hasUnsaved()) adviseOnUnsaved(cookieName)
  })
}

function noWebResponse(): SessionError {
  return new SessionError(
    'ERR_IRONSEAL_USAGE',
    'session.commit: a response goes with a session that was opened on a web Request',
    { hint: 'Call `commit()` without arguments: the session has its response already.' },
  )
}

/** `Response.redirect()` and fetched responses cannot be changed; a copy of them can. */
function withMutableHeaders(response: Response): Response {
  try {
    // Changes nothing, but throws where nothing may be changed.
    response.headers.delete('x-ironseal')
    return response
  } catch {
    return new Response(response.body, response)
  }
}

function noBearer(foreign: boolean): SessionError {
  return foreign
    ? new SessionError('ERR_IRONSEAL_USAGE', 'This is no session of these sessions', {
        hint: 'Pass what their `open` gave.',
      })
    : new SessionError('ERR_IRONSEAL_OPTION', 'Bearer seals are not accepted here', {
        option: 'bearer',
        hint: 'Set `bearer: true` in the options of `createSessions`.',
      })
}

// A registered symbol: the object may come from the other build of this package (ESM beside CommonJS).
const OPENER = Symbol.for('ironseal.opener.v1')

/** Hides the opener in an object that users hold. */
export function rememberOpener(sessions: object, opener: Opener): void {
  Object.defineProperty(sessions, OPENER, { value: opener })
}

/** The opener behind what `createSessions` gave; `undefined` for everything else, options among them. */
export function openerOf(sessions: object | undefined): Opener | undefined {
  return (sessions as { readonly [OPENER]?: Opener } | undefined)?.[OPENER]
}
