import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { platform } from '#platform'
import { describe, expect, it } from 'vitest'
import { createSessions, ironSession } from '../../src/index.ts'
import { cookieOf } from './support.ts'

const PASSWORD = 'zJ8#tK2!qW5vR9xL-mN3pB7dF1hG6sY4'
type Next = () => void
type Middleware = (req: IncomingMessage, res: ServerResponse, next: Next) => unknown

/** A request that notes who looks at its headers. */
function watched(cookie: string): {
  req: IncomingMessage & { session?: any }
  res: ServerResponse
  traces: () => string[]
} {
  const req = new IncomingMessage(new Socket())
  const res = new ServerResponse(req)
  const before = new Set(Object.getOwnPropertyNames(res))
  const listeners = res.eventNames().length
  let reads = 0
  Object.defineProperty(req, 'headers', { get: () => (reads++, { cookie }) })
  const traces = (): string[] => [
    ...(reads > 0 ? ['headers read'] : []),
    ...Object.getOwnPropertyNames(res).filter((name) => !before.has(name)),
    ...(res.eventNames().length > listeners ? ['listeners'] : []),
    ...res.getHeaderNames(),
  ]
  return { req, res, traces }
}

const sessions = createSessions<any>({ password: PASSWORD })
const byHand: Middleware = async (req, res, next) => {
  Object.assign(req, { session: await sessions.open(req, res) })
  next()
}

// Where unsealing has to be waited for, it is waited for when the session is opened.
const describeWhereSynchronous = platform.synchronous ? describe : (): void => {}

it('a session that is opened twice is the same one, looked at or not', async () => {
  const { req, res } = watched(await cookieOf(sessions, { user: 230 }))
  const session = await sessions.open(req, res)
  expect(await sessions.open(req, res)).toBe(session)
  expect(session.get('user')).toBe(230)
  expect(await sessions.open(req, res)).toBe(session)
})

describeWhereSynchronous('a route that leaves its session alone', () => {
  it.each<[string, Middleware]>([
    ['sessions.open', byHand],
    ['ironSession(sessions)', ironSession(sessions)],
    ['ironSession(options)', ironSession({ password: PASSWORD, cookieName: '__Host-session' })],
  ])('gets a request and a response that nobody has touched: %s', async (_, middleware) => {
    const { req, res, traces } = watched(await cookieOf(sessions))
    await new Promise<void>((resolve) => void middleware(req, res, resolve))
    expect(req.session).toBeTypeOf('object')
    expect(traces()).toEqual([])
    // Not because nothing works.
    req.session.get('user')
    expect(traces()).toContain('headers read')
  })

  it('is committed if only the first look changes something', async () => {
    const { req, res } = watched('')
    await new Promise<void>((resolve) => void ironSession(sessions)(req, res, resolve))
    req.session.set('user', 1)
    res.writeHead(200)
    expect(res.getHeader('set-cookie')).toHaveLength(1)
  })
})
