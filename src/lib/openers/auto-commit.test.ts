import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { platform } from '#platform'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { nodeExchange } from '../exchanges/node.ts'
import { resolveSessions } from '../options/resolve-sessions.ts'
import type { SessionsOptions } from '../options/sessions-options.ts'
import type { ManagedHandle } from '../session/create-handle.ts'
import type { StandardSchema } from '../session/schema.ts'
import { forgetWarnings } from '../session/warnings.ts'
import { openCommitting } from './auto-commit.ts'
import { createOpener } from './opener.ts'

const PASSWORD = 'zJ8#tK2!qW5vR9xL-mN3pB7dF1hG6sY4'

/** Headers cannot wait: where the platform is asynchronous, all of this is the last part of this file. */
const describeWhereSynchronous = platform.synchronous ? describe : (): void => {}

interface Visit {
  readonly res: ServerResponse
  readonly managed: ManagedHandle
  readonly lines: () => string[]
}

/** A request whose session is saved when its headers are written. */
async function visit(
  options: Partial<SessionsOptions<object>> = {},
  request: { cookie?: string; method?: string } = {},
): Promise<Visit> {
  const req = new IncomingMessage(new Socket())
  req.method = request.method ?? 'GET'
  if (request.cookie !== undefined) req.headers.cookie = request.cookie
  const res = new ServerResponse(req)
  const opener = createOpener(resolveSessions({ password: PASSWORD, ...options }))
  const exchange = nodeExchange(req, res)
  const handle = await openCommitting(opener, exchange, res)
  const managed = await opener.open(exchange)
  expect(managed.handle).toBe(handle)
  return { res, managed, lines: () => [res.getHeader('set-cookie') ?? []].flat().map(String) }
}

/** The cookie of a session. */
async function cookieOf(): Promise<string> {
  const { managed, lines } = await visit()
  await managed.handle.save()
  return String(lines()[0]).split(';', 1).join()
}

beforeEach(() => {
  vi.restoreAllMocks()
  forgetWarnings()
})

describeWhereSynchronous('when headers are written', () => {
  it.each<[number, boolean, number]>([
    [200, false, 1],
    [404, false, 1],
    [499, false, 1],
    [500, false, 0],
    [503, false, 0],
    [500, true, 1],
  ])(
    'a change is saved with the status %i, commitOnError %s: %i',
    async (status, commitOnError, count) => {
      const { res, managed, lines } = await visit({ commitOnError })
      managed.handle.set('user' as never, 1 as never)
      res.writeHead(status)
      expect(lines()).toHaveLength(count)
    },
  )

  it.each<[string, number, { method?: string }, boolean, number]>([
    ['a good answer', 200, {}, true, 1],
    ['a redirect', 302, {}, true, 1],
    ['an answer out of the cache', 304, {}, true, 0],
    ['an error', 404, {}, true, 0],
    ['HEAD', 200, { method: 'HEAD' }, true, 0],
    ['what the application does not count', 200, {}, false, 0],
  ])('use is noted, or not, for %s', async (_, status, request, counts, count) => {
    const cookie = await cookieOf()
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 40_000 })
    const options = { idleTimeout: 60, countsAsUse: () => counts }
    const { res, managed, lines } = await visit(options, { cookie, ...request })
    expect(managed.handle.origin.kind).toBe('resumed')
    res.writeHead(status)
    vi.useRealTimers()
    expect(lines()).toHaveLength(count)
  })

  it('what was saved before survives headers that are given to writeHead', async () => {
    const { res, managed, lines } = await visit()
    await managed.handle.save()
    res.writeHead(200, { 'set-cookie': ['theirs=1'] })
    expect(lines()).toEqual([
      expect.stringContaining('theirs=1'),
      expect.stringContaining('__Host-'),
    ])
  })
})

describe('where saving is asynchronous', () => {
  const schema: StandardSchema<object> = {
    '~standard': {
      version: 1,
      vendor: 'test',
      validate: async (value) => ({ value: value as object }),
    },
  }

  it('it is too late then, which is said once, and what was saved before is sent', async () => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue(undefined)
    for (let round = 0; round < 2; round++) {
      const { res, managed, lines } = await visit({ schema })
      managed.handle.set('user' as never, 1 as never)
      await managed.handle.save()
      managed.handle.set('user' as never, 2 as never)
      res.writeHead(200)
      expect(lines()).toHaveLength(1)
    }
    expect(warn.mock.calls.flat().filter((text) => String(text).includes('asynchronous'))).toEqual([
      expect.stringContaining('await session.save()'),
    ])
  })

  it('a save that fails ends no process', async () => {
    vi.spyOn(console, 'warn').mockReturnValue(undefined)
    const unhandled: unknown[] = []
    const note = (reason: unknown): void => void unhandled.push(reason)
    process.on('unhandledRejection', note)
    const { res, managed, lines } = await visit({ schema })
    managed.handle.set('big' as never, 'x'.repeat(5000) as never)
    res.writeHead(200)
    await new Promise((resolve) => setTimeout(resolve, 20))
    process.off('unhandledRejection', note)
    expect([unhandled, lines()]).toEqual([[], []])
  })
})
