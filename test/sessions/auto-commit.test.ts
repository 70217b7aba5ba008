import { once } from 'node:events'
import { createServer, type IncomingMessage, request as send, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { platform } from '#platform'
import express4 from 'express4'
import { describe, expect, it, onTestFinished } from 'vitest'
import { applySession, ironSession, withIronSession } from '../../src/index.ts'
import {
  type AnySession,
  cookieOf,
  jarAfter,
  NOW,
  type Options,
  sessionsOf,
  stopClock,
} from './support.ts'

// The headers of Node cannot wait for Web Crypto: there the handler saves by itself, as the last group tests.
const describeWhereSynchronous = platform.synchronous ? describe : (): void => {}
// It has types of its own for `express` alone, not for this alias.
const { default: express5 } = (await import('express5' as string)) as { default: typeof express4 }

type Handler = (req: IncomingMessage & { session: AnySession }, res: ServerResponse) => unknown

interface Answer {
  status: number
  lines: string[]
  headers: IncomingMessage['headers']
  body: string
}

/** Serves one request over real HTTP and gives the answer. */
async function answerOf(
  listener: (req: IncomingMessage, res: ServerResponse) => unknown,
  { cookie, method = 'GET' }: { cookie?: string; method?: string } = {},
): Promise<Answer> {
  const server = createServer((req, res) => void listener(req, res)).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const headers = cookie === undefined ? {} : { cookie }
  const outgoing = send({ port, host: '127.0.0.1', method, headers }).end()
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage]
  let body = ''
  for await (const chunk of response.setEncoding('utf8')) body += chunk
  return {
    status: response.statusCode ?? 0,
    lines: response.headers['set-cookie'] ?? [],
    headers: response.headers,
    body,
  }
}

/** What a framework does with an error that a handler leaves to it. */
const catching =
  (handler: (req: IncomingMessage, res: ServerResponse) => Promise<unknown>) =>
  async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    try {
      await handler(req, res)
    } catch (error) {
      res.statusCode = 500
      res.end((error as { code?: string }).code ?? 'failed')
    }
  }

const set: Handler = ({ session }) => session.set('user', 1)

describeWhereSynchronous('a wrapped handler', () => {
  const wrapped = (handler: Handler, options: Options = {}) =>
    catching(withIronSession(handler as never, sessionsOf(options)))

  it.each<[string, Handler]>([
    ['end', (_, res) => res.end('x')],
    ['write and end', (_, res) => (res.write('x'), res.end())],
    ['writeHead', (_, res) => res.writeHead(201).end()],
    ['writeHead with a reason', (_, res) => res.writeHead(201, 'Made', { 'x-a': '1' }).end()],
    ['writeHead with an object', (_, res) => res.writeHead(201, { 'x-a': '1' }).end()],
    [
      'writeHead with cookies',
      (_, res) => res.writeHead(201, { 'Set-Cookie': ['a=1', 'b=2'] }).end(),
    ],
    ['writeHead with a cookie', (_, res) => res.writeHead(201, { 'set-cookie': 'a=1' }).end()],
    ['writeHead with pairs', (_, res) => res.writeHead(201, [['x-a', '1']] as never).end()],
    [
      'writeHead with a flat list',
      (_, res) => res.writeHead(201, ['set-cookie', 'a=1'] as never).end(),
    ],
    [
      'writeHead with pairs of cookies',
      (_, res) =>
        res
          .writeHead(201, [
            ['set-cookie', 'a=1'],
            ['Set-Cookie', 'b=2'],
          ] as never)
          .end(),
    ],
    ['flushHeaders', (_, res) => (res.flushHeaders(), res.end())],
    ['a redirect', (_, res) => res.writeHead(302, { location: '/' }).end()],
    ['a stream', (_, res) => Readable.from(['a', 'b']).pipe(res)],
    ['end twice', (_, res) => (res.end('x'), res.end())],
  ])('saves what changed, with %s', async (_, answer) => {
    const { lines } = await answerOf(wrapped((req, res) => (set(req, res), answer(req, res))))
    expect(lines.filter((line) => line.startsWith('__Host-session=s'))).toHaveLength(1)
    const others = lines.filter((line) => !line.startsWith('__Host-'))
    expect(others).toEqual(
      /cookies/.test(_) ? ['a=1', 'b=2'] : /a cookie|flat/.test(_) ? ['a=1'] : [],
    )
  })

  it('sends a logout or an explicit save also behind headers of its own', async () => {
    const cookie = await cookieOf(sessionsOf())
    for (const act of ['destroy', 'save'] as const) {
      const { lines } = await answerOf(
        wrapped(async ({ session }, res) => {
          await session[act]()
          res.writeHead(200, { 'set-cookie': 'a=1' }).end()
        }),
        { cookie },
      )
      expect(lines).toEqual([
        'a=1',
        expect.stringMatching(act === 'save' ? /^__Host-session=s/ : /^__Host-session=; Max-Age=0/),
      ])
    }
  })

  it('writes nothing when nothing changed', async () => {
    const cookie = await cookieOf(sessionsOf())
    for (const handler of [
      ((_, res) => res.end()) as Handler,
      (({ session }, res) => res.end(String(session.get('user')))) as Handler,
    ])
      expect((await answerOf(wrapped(handler), { cookie })).lines).toEqual([])
  })

  it('saves nothing of a request that ends with a 5xx, unless it is asked to', async () => {
    const fail: Handler = (req, res) => {
      set(req, res)
      res.writeHead(503).end()
    }
    expect((await answerOf(wrapped(fail))).lines).toEqual([])
    expect((await answerOf(wrapped(fail, { commitOnError: true }))).lines).toHaveLength(1)
    const throws: Handler = (req, res) => {
      set(req, res)
      throw new Error('x')
    }
    expect(await answerOf(wrapped(throws))).toMatchObject({ status: 500, lines: [] })
    expect((await answerOf(wrapped(throws, { commitOnError: true }))).lines).toHaveLength(1)
  })

  it('T11: saves what a request changed that ends with a 4xx', async () => {
    const { lines } = await answerOf(
      wrapped((req, res) => (set(req, res), res.writeHead(422).end())),
    )
    expect(lines).toHaveLength(1)
  })

  it.each([
    [200, 'GET', 1],
    [302, 'GET', 1],
    [304, 'GET', 0],
    [404, 'GET', 0],
    [200, 'HEAD', 0],
  ])('notes use with %i to %s: %i', async (status, method, count) => {
    const setTime = stopClock()
    const cookie = await cookieOf(sessionsOf({ idleTimeout: 100 }))
    setTime(NOW + 60_000)
    const read: Handler = ({ session }, res) => {
      session.get('user')
      res.writeHead(status).end()
    }
    const { lines } = await answerOf(wrapped(read, { idleTimeout: 100 }), { cookie, method })
    expect(lines).toHaveLength(count)
  })

  it('is told of a session that does not fit, and the response is an error without a cookie', async () => {
    const big: Handler = ({ session }, res) => {
      session.set('big', 'x'.repeat(5000))
      res.end('never')
    }
    expect(await answerOf(wrapped(big))).toMatchObject({
      status: 500,
      lines: [],
      body: 'ERR_IRONSEAL_COOKIE_TOO_BIG',
    })
  })

  it('shares its session with a middleware before it, in one cookie', async () => {
    const sessions = sessionsOf()
    const inner = withIronSession(
      ((req: never, res: ServerResponse) => {
        set(req, res)
        res.end()
      }) as never,
      sessions,
    )
    const outer = ironSession(sessions)
    const { lines } = await answerOf((req, res) => outer(req, res, () => void inner(req, res)))
    expect(lines).toHaveLength(1)
  })

  it('reads a bearer seal, and never makes a cookie of it', async () => {
    const sessions = sessionsOf({ bearer: true, idleTimeout: 1 })
    const { lines, body } = await answerOf(async (req, res) => {
      const login = await sessions.open(new Request('https://e.org'))
      login.set('user', 7)
      req.headers.authorization = `Bearer ${await sessions.toBearer(login)}`
      await applySession(req, res, sessions)
      const { session } = req as unknown as { session: AnySession }
      session.set('more', 1)
      await expect(session.save()).rejects.toMatchObject({ code: 'ERR_IRONSEAL_NOT_WRITABLE' })
      res.end(String(session.get('user')))
    })
    expect([lines, body]).toEqual([[], '7'])
  })
})

describeWhereSynchronous('the middleware', () => {
  it.each([
    ['Express 4', express4],
    ['Express 5', express5],
  ])('saves in %s what the handlers changed', async (_, express) => {
    const app = express()
    app.use(ironSession(sessionsOf()))
    app.get('/', (req, res) => {
      const { session } = req as unknown as { session: AnySession }
      session.set('n', (session.get('n') ?? 0) + 1)
      if (session.get('n') === 3) throw new Error('third')
      if (session.get('n') === 2) return res.redirect('/elsewhere')
      return res.json({ n: session.get('n') })
    })
    app.use(((_error, _req, res, _next) => {
      res.status(500).send('failed')
    }) as express4.ErrorRequestHandler)
    let cookie = ''
    const seen: unknown[] = []
    for (let visit = 0; visit < 3; visit++) {
      const { status, lines, headers } = await answerOf(app, { cookie })
      expect(headers.vary).toContain('Cookie')
      cookie = jarAfter(lines, cookie)
      seen.push([status, lines.length])
    }
    expect(seen).toEqual([
      [200, 1],
      [302, 1],
      [500, 0],
    ])
  })
})

describeWhereSynchronous('with a password that is fetched', () => {
  const late = (name: string) => (req: { session: AnySession }, res: ServerResponse) => {
    req.session.set('user', name)
    res.end('x')
  }

  it('saves by itself, the first visitor of the process too', async () => {
    let fetches = 0
    const password = async (): Promise<string> => {
      fetches++
      return 'zJ8#tK2!qW5vR9xL-mN3pB7dF1hG6sY4'
    }
    const handler = withIronSession(late('Ada') as never, sessionsOf({ password }))
    const { lines } = await answerOf(handler)
    expect(lines).toHaveLength(1)
    expect((await answerOf(handler, { cookie: jarAfter(lines) })).status).toBe(200)
    expect(fetches).toBe(1)
  })

  it('serves a visitor without a session when nothing can be fetched', async () => {
    const sessions = sessionsOf({ password: () => Promise.reject(new Error('down')) })
    const handler = withIronSession(
      ((_req: unknown, res: ServerResponse) => res.end('x')) as never,
      sessions,
    )
    expect(await answerOf(handler)).toMatchObject({ status: 200, body: 'x' })
  })
})

describe('where saving is asynchronous', () => {
  it('what the handler saved is sent, and nothing breaks', async () => {
    const schema = {
      '~standard': { version: 1, vendor: 'test', validate: async (value: any) => ({ value }) },
    } as const
    const sessions = sessionsOf({ schema })
    const handler = withIronSession(
      (async (req: { session: AnySession }, res: ServerResponse) => {
        req.session.set('user', 1)
        await req.session.save()
        req.session.set('late', 1)
        res.end('x')
      }) as never,
      sessions,
    )
    const { lines, body } = await answerOf(handler)
    expect([lines.length, body]).toEqual([1, 'x'])
  })
})
