import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { onTestFinished, vi } from 'vitest'
import {
  createSessions,
  type SessionEvent,
  type SessionHandle,
  type Sessions,
  type SessionsOptions,
} from '../../src/index.ts'

export const PASSWORD = 'zJ8#tK2!qW5vR9xL-mN3pB7dF1hG6sY4'
export const OTHER_PASSWORD = 'Qe4$uT8^iO2pA6sD-fG1hJ5kL9zX3cV7'
export const NAME = '__Host-session'
export const NOW = Date.UTC(2026, 0, 15, 12)

export type AnyData = Record<string, any>
export type AnySession = SessionHandle<AnyData>
export type Options = Partial<SessionsOptions<any>>

export const sessionsOf = (options: Options = {}): Sessions<AnyData> =>
  createSessions<AnyData>({ password: PASSWORD, ...options })

/** Stops the clock at `NOW`; returns what moves it. */
export function stopClock(): (to: number) => void {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW })
  onTestFinished(() => void vi.useRealTimers())
  return (to) => void vi.setSystemTime(to)
}

export interface Setting {
  readonly cookie?: string | undefined
  readonly method?: string
  readonly headers?: Record<string, string | string[]>
  readonly socket?: object
}

/** Node's request and response, without a network. */
export function nodePair({ cookie, method = 'GET', headers = {}, socket = {} }: Setting = {}): {
  req: IncomingMessage
  res: ServerResponse
} {
  const req = new IncomingMessage(Object.assign(new Socket(), {}))
  Object.defineProperty(req, 'socket', { value: socket })
  Object.assign(req.headers, headers, cookie === undefined ? {} : { cookie })
  req.method = method
  return { req, res: new ServerResponse(req) }
}

export const linesOf = (response: ServerResponse | Response | Headers): string[] => {
  if (response instanceof ServerResponse)
    return [response.getHeader('set-cookie') ?? []].flat().map(String)
  return (response instanceof Headers ? response : response.headers).getSetCookie()
}

/** What a browser with these cookies would send after a response with these lines. */
export function jarAfter(lines: readonly string[], before = ''): string {
  const jar = new Map(
    before
      .split('; ')
      .filter(Boolean)
      .map((pair) => pair.split(/=(.*)/s, 2) as [string, string]),
  )
  for (const line of lines) {
    const [name, value] = line.split(';', 1)[0]!.split(/=(.*)/s, 2) as [string, string]
    // The deletion at another place is that of another cookie.
    if (/; Domain=/.test(line)) continue
    if (/; Max-Age=(?:0|-\d+)/i.test(line)) jar.delete(name)
    else jar.set(name, value)
  }
  return [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
}

/** One visit: opens, does something, and returns the session, what was sent and what the browser holds then. */
export async function visit(
  sessions: Sessions<AnyData>,
  setting: Setting | string | undefined,
  act: (session: AnySession) => unknown = () => undefined,
): Promise<{ session: AnySession; lines: string[]; cookie: string; res: ServerResponse }> {
  const given = typeof setting === 'object' ? setting : { cookie: setting }
  const { req, res } = nodePair(given)
  const session = await sessions.open(req, res)
  await act(session)
  const lines = linesOf(res)
  return { session, lines, cookie: jarAfter(lines, given.cookie), res }
}

/** The cookie of a session that holds this. */
export async function cookieOf(
  sessions: Sessions<AnyData>,
  data: AnyData = { user: 1 },
  more: (session: AnySession) => unknown = () => undefined,
): Promise<string> {
  const { cookie } = await visit(sessions, undefined, async (session) => {
    for (const [name, value] of Object.entries(data)) session.set(name, value)
    await more(session)
    await session.save()
  })
  return cookie
}

export const originOf = async (
  sessions: Sessions<AnyData>,
  cookie: string | undefined,
): Promise<unknown> => {
  const { origin } = (await visit(sessions, cookie)).session
  return origin.kind === 'rejected' ? origin.reason : origin.kind
}

/** Sessions, and the events that they told. */
export function listening(options: Options = {}): {
  sessions: Sessions<AnyData>
  events: SessionEvent[]
} {
  const events: SessionEvent[] = []
  return { events, sessions: sessionsOf({ onEvent: (event) => events.push(event), ...options }) }
}
