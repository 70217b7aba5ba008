import * as peer6 from 'iron-session-6'
import * as peer8 from 'iron-session-8'
import * as peer9 from 'iron-session-9'
import { expect, onTestFinished, vi } from 'vitest'
export { serve } from './server.ts'
import * as ours from '../../../src/iron-session.ts'

export { ours, peer9 }

export const PASSWORD = 'a password that is only used in tests'
export const OTHER_PASSWORD = 'another password that is only for tests'
export const NAME = 'myapp'
export const OPTIONS = { cookieName: NAME, password: PASSWORD }

/** What a test sees of a session: any data, and the three methods. */
export interface AnySession {
  [key: string]: any
  save: () => Promise<void>
  destroy: () => void
  updateConfig: (options: any) => void
}

/** The functions of iron-session without their types, so that one text drives every version of it. */
export interface Face {
  getIronSession: (...args: any[]) => Promise<AnySession>
  sealData: (data: any, options: any) => Promise<string>
  unsealData: (seal: any, options: any) => Promise<any>
  nodeCookies: (...args: any[]) => any
  webCookies: (...args: any[]) => any
  nextProxyCookies: (...args: any[]) => any
}

export const us = ours as unknown as Face
export const nine = peer9 as unknown as Face
export const six = peer6 as unknown as Face
export const eight = peer8 as unknown as Face

/** Stops the clock, so that two libraries write the same expiry. */
export function stopClock(): number {
  const now = Date.UTC(2026, 0, 15, 12)
  vi.useFakeTimers({ toFake: ['Date'], now })
  onTestFinished(() => void vi.useRealTimers())
  return now
}

const SEAL =
  /Fe26\.2\*(\w*)\*[0-9a-f]{64}\*[\w-]{22}\*([\w-]+)\*(\d*)\*[0-9a-f]{64}\*[\w-]{43}(~\d+)?/g

/** A text with each seal replaced by what is not random in it: the id, the size, the expiry, and what stands behind it. */
export function masked(value: unknown): unknown {
  if (typeof value === 'string') {
    return value.replace(
      SEAL,
      (_, id, text: string, expiry, suffix = '') => `<${id} ${text.length} ${expiry} ${suffix}>`,
    )
  }
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return value.map(masked)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, masked(item)]))
}

/** What came of a call: its value or the message of its error. */
export async function outcomeOf(call: () => unknown): Promise<unknown> {
  try {
    return { value: await call() }
  } catch (error) {
    return { error: (error as Error).message }
  }
}

/** Runs a scenario on version 9 and on us with the clock stopped, and expects the same of both; returns what came of it. */
export async function sameAsNine(scenario: (face: Face) => unknown): Promise<any> {
  stopClock()
  const theirs = masked(await outcomeOf(() => scenario(nine)))
  const mine = masked(await outcomeOf(() => scenario(us)))
  expect(mine).toEqual(theirs)
  return mine
}

/** A request that carries this `Cookie` header. */
export function request(cookie?: string): Request {
  return new Request('https://example.com/', cookie === undefined ? {} : { headers: { cookie } })
}

/** The `Set-Cookie` lines of a response. */
export function lines(response: Response | Headers): string[] {
  return (response instanceof Headers ? response : response.headers).getSetCookie()
}

/** What a browser would send back: the cookies in these lines that are not deletions. */
export function cookieHeaderOf(setCookies: readonly string[], before = ''): string {
  const jar = new Map(
    before
      .split('; ')
      .filter(Boolean)
      .map((pair) => [pair.slice(0, pair.indexOf('=')), pair] as const),
  )
  for (const line of setCookies) {
    const [pair = ''] = line.split(';')
    const name = pair.slice(0, pair.indexOf('='))
    if (/; Max-Age=(0|-\d+)(;|$)/.test(line)) jar.delete(name)
    else jar.set(name, pair)
  }
  return [...jar.values()].join('; ')
}

/** Opens a session over the web's classes. */
export async function open(
  face: Face,
  cookie?: string,
  options: Record<string, unknown> = {},
): Promise<{ session: AnySession; response: Response; request: Request }> {
  const req = request(cookie)
  const response = new Response('body')
  const session = await face.getIronSession(req, response, { ...OPTIONS, ...options })
  return { session, response, request: req }
}

/** Saves data under the options and returns the `Cookie` header of the next request. */
export async function cookieWith(
  face: Face,
  data: object,
  options: Record<string, unknown> = {},
): Promise<string> {
  const { session, response } = await open(face, undefined, options)
  Object.assign(session, data)
  await session.save()
  return cookieHeaderOf(lines(response))
}

/** A cookie jar that keeps what is written in a map, and notes every call. */
export function memoryJar(cookies: Record<string, string> = {}): {
  jar: { read: (name: string) => string | undefined; write: (...args: any[]) => void }
  cookies: Map<string, string>
  writes: unknown[][]
} {
  const kept = new Map(Object.entries(cookies))
  const writes: unknown[][] = []
  return {
    cookies: kept,
    writes,
    jar: {
      read: (name) => kept.get(name),
      write: (name, value, options) => {
        writes.push([name, value, options])
        kept.set(name, value)
      },
    },
  }
}

/** A store with the behaviour of Next's `await cookies()` in a Server Action: what is set can be read at once. */
export function memoryStore(cookies: Record<string, string> = {}) {
  const kept = new Map(Object.entries(cookies))
  const sets: unknown[][] = []
  const store = {
    get: (name: string) => (kept.has(name) ? { name, value: kept.get(name) as string } : undefined),
    getAll: () => [...kept].map(([name, value]) => ({ name, value })),
    set: (name: string, value: string, options: any) => {
      sets.push([name, value, options])
      if (options?.maxAge === 0) kept.delete(name)
      else kept.set(name, value)
      return store
    },
  }
  return { store, cookies: kept, sets }
}
