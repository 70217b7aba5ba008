import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { platform } from '#platform'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createSessions, isSessionError } from '../../src/index.ts'
import { forgetWarnings } from '../../src/lib/session/warnings.ts'
import {
  cookieOf,
  jarAfter,
  linesOf,
  listening,
  nodePair,
  OTHER_PASSWORD,
  PASSWORD,
  sessionsOf,
  visit,
} from './support.ts'

const requestWith = (cookie?: string): Request =>
  new Request('https://example.org/', cookie === undefined ? {} : { headers: { cookie } })

/** A store as Next's `cookies()` is: keyed by name, and it gives back what was set. */
const storeOf = (cookie = '') => {
  const jar = new Map(
    cookie
      .split('; ')
      .filter(Boolean)
      .map((pair) => pair.split(/=(.*)/s, 2) as [string, string]),
  )
  const attributes: unknown[] = []
  return {
    jar,
    attributes,
    store: {
      get: (name: string) => (jar.has(name) ? { name, value: jar.get(name)! } : undefined),
      set(name: string, value: string, options: object) {
        attributes.push(options)
        if ('maxAge' in options && options.maxAge === 0) jar.delete(name)
        else jar.set(name, value)
      },
    },
  }
}

describe('open', () => {
  it('takes a web Request with a Response, with Headers, or alone', async () => {
    const sessions = sessionsOf()
    for (const target of [new Response(''), new Headers()]) {
      const session = await sessions.open(requestWith(), target)
      session.set('user', 1)
      await session.save()
      const read = await sessions.open(requestWith(jarAfter(linesOf(target))))
      expect(read.get('user')).toBe(1)
    }
    const alone = await sessions.open(requestWith())
    await expect(alone.save()).rejects.toMatchObject({ code: 'ERR_IRONSEAL_NOT_WRITABLE' })
  })

  it('takes a store, and gives one session however often it is opened', async () => {
    const sessions = sessionsOf()
    const { store, jar, attributes } = storeOf()
    const first = await sessions.open(store)
    first.set('user', 1)
    await first.save()
    expect(attributes).toEqual([
      expect.objectContaining({ httpOnly: true, secure: true, path: '/' }),
    ])
    const second = await sessions.fromCookies(store)
    expect(second).toBe(first)
    second.set('user', 2)
    await second.save()
    await first.destroy()
    expect([...jar]).toEqual([])
    const third = await sessions.open(store)
    await expect(third.save()).rejects.toMatchObject({ code: 'ERR_IRONSEAL_DESTROYED' })
    const { store: next } = storeOf(await cookieOf(sessions))
    expect((await sessions.open(next)).get('user')).toBe(1)
  })

  it('takes a jar', async () => {
    const sessions = sessionsOf()
    const jar = new Map<string, string>()
    const exchange = (writable: boolean) => ({
      read: (name: string) => jar.get(name),
      write: (name: string, value: string) => void jar.set(name, value),
      assertWritable() {
        if (!writable) throw new Error('too late')
      },
    })
    await (await sessions.open(exchange(true))).save()
    expect((await sessions.open(exchange(true))).origin.kind).toBe('resumed')
    await expect((await sessions.open(exchange(false))).save()).rejects.toThrow('too late')
  })

  it('passes on what a store says that cannot be written', async () => {
    const { store } = storeOf()
    const readOnly = {
      get: store.get,
      set() {
        throw new Error('Cookies can only be modified in a Server Action or Route Handler')
      },
    }
    const session = await sessionsOf().open(readOnly)
    await expect(session.save()).rejects.toThrow('Server Action')
    expect(session.origin.kind).toBe('new')
  })

  const { req, res } = nodePair()
  it.each<[string, unknown[], RegExp]>([
    ['nothing', [], /no request/],
    ['null', [null], /no request/],
    ['a text', ['x'], /no request/],
    ['Headers', [new Headers()], /Headers/],
    ['a Map', [new Map()], /Map/],
    ['a promise', [Promise.resolve(storeOf().store)], /await/],
    // oxlint-disable-next-line unicorn/no-thenable -- such a thing is what is refused
    ['a thenable', [{ ...storeOf().store, then: () => undefined }], /await/],
    ['Node without a response', [req], /second argument/],
    ['Node with a web response', [req, new Response('')], /second argument/],
    ['Node the wrong way round', [res, req], /comes alone|second/],
    ['a Node response alone', [res], /second/],
    [
      'Express the wrong way round',
      [Object.assign(res, storeOf().store), req],
      /comes alone|second/,
    ],
    ['a Request with a Node response', [requestWith(), res], /neither/],
    ['a Response first', [new Response(''), requestWith()], /second/],
    ['half a Request', [{ headers: new Headers() }, new Headers()], /no Request/],
    ['half a store', [{ get: () => undefined }], /no request/],
    ['half a jar', [{ read: () => undefined }], /no request/],
    ['a store of no functions', [{ get: 1, set: 2 }], /no request/],
    ['a store with a response', [storeOf().store, new Response('')], /alone/],
  ])('refuses %s by name', async (_, given, message) => {
    const open = sessionsOf().open as (...args: unknown[]) => Promise<unknown>
    const failed = open(...given)
    await expect(failed).rejects.toThrow(message)
    await expect(failed).rejects.toMatchObject({ code: 'ERR_IRONSEAL_USAGE' })
  })

  it('has makers that refuse as well', async () => {
    const sessions = sessionsOf() as any
    await expect(sessions.fromWeb({}, {})).rejects.toSatisfy(isSessionError)
    await expect(sessions.fromWeb(requestWith(), 5)).rejects.toSatisfy(isSessionError)
    await expect(sessions.fromCookies(Promise.resolve())).rejects.toSatisfy(isSessionError)
    await expect(sessions.fromNode({}, {})).rejects.toSatisfy(isSessionError)
  })
})

describe('commit(response)', () => {
  it('T9: puts the cookie into the response, or into a copy of one that cannot be changed', async () => {
    const sessions = sessionsOf()
    for (const response of [
      new Response('body', { status: 201 }),
      Response.redirect('https://e.org/'),
    ]) {
      const session = await sessions.open(requestWith())
      session.set('user', 1)
      const sent = await session.commit(response)
      expect([sent.status, linesOf(sent).length]).toEqual([response.status, 1])
      expect(await sent.text()).toBe(response.status === 201 ? 'body' : '')
    }
  })

  it('carries a logout, whether the session had a response before or not', async () => {
    const sessions = sessionsOf()
    const cookie = await cookieOf(sessions)
    for (const given of [undefined, new Headers()]) {
      const session = await sessions.open(requestWith(cookie), given)
      await session.destroy()
      const sent = await session.commit(Response.redirect('https://e.org/'))
      expect(linesOf(sent)).toEqual([expect.stringMatching(/^__Host-session=; Max-Age=0/)])
    }
  })

  it('is refused by name where there is no web request', async () => {
    const sessions = sessionsOf()
    const { req, res } = nodePair()
    for (const session of [await sessions.open(req, res), await sessions.open(storeOf().store)]) {
      await expect(session.commit(new Response(''))).rejects.toMatchObject({
        code: 'ERR_IRONSEAL_USAGE',
      })
    }
    const web = await sessions.open(requestWith())
    await expect(web.commit(5 as never)).rejects.toMatchObject({ code: 'ERR_IRONSEAL_USAGE' })
  })
})

describe('events', () => {
  it('tell everything that happens, and nothing of what is in a session', async () => {
    const { sessions, events } = listening({ password: [PASSWORD, OTHER_PASSWORD] })
    const first = await cookieOf(sessions, { user: 'SECRET' })
    await visit(sessions, first, async (session) => {
      session.set('user', 'SECRET2')
      await session.save()
      await session.destroy()
    })
    await visit(
      sessions,
      await cookieOf(sessionsOf({ password: OTHER_PASSWORD })),
      async (session) => {
        session.get('user')
        await session.commit()
      },
    )
    await visit(sessions, '__Host-session=bad', (session) => session.origin)
    await visit(sessions, undefined, async (session) => {
      session.set('big', 'SECRET'.repeat(1000))
      await expect(session.save()).rejects.toThrow()
    })
    expect(events.map(({ type }) => type)).toEqual([
      'created',
      'opened',
      'saved',
      'destroyed',
      'opened',
      'renewed',
      'rejected',
      'oversize',
    ])
    expect(JSON.stringify(events)).not.toContain('SECRET')
    expect(JSON.stringify(events)).not.toContain(first.split('=')[1])
  })

  it.each<[string, () => unknown]>([
    [
      'throws',
      () => {
        throw new Error('log is down')
      },
    ],
    [
      'rejects',
      async () => {
        throw new Error('log is down')
      },
    ],
  ])('break nothing where a hook %s', async (_, hook) => {
    const sessions = sessionsOf({ onEvent: hook as () => void })
    const rejections: unknown[] = []
    const note = (reason: unknown): void => void rejections.push(reason)
    process.on('unhandledRejection', note)
    expect((await visit(sessions, await cookieOf(sessions))).session.get('user')).toBe(1)
    await new Promise((resolve) => setTimeout(resolve, 5))
    process.off('unhandledRejection', note)
    expect(rejections).toEqual([])
  })

  it('go to the diagnostics channel of Node', async () => {
    const heard: unknown[] = []
    const listen = (message: unknown): void => void heard.push((message as { type: string }).type)
    subscribe('ironseal:session', listen)
    await cookieOf(sessionsOf())
    unsubscribe('ironseal:session', listen)
    expect(heard).toEqual(platform.name === 'node' ? ['created'] : [])
  })
})

describe('warnings', () => {
  beforeEach(forgetWarnings)
  const warned = async (act: () => Promise<unknown>): Promise<string[]> => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    await act()
    await act()
    const said = warn.mock.calls.map(String)
    warn.mockRestore()
    return said
  }
  const foreign = async (): Promise<unknown> =>
    visit(
      sessionsOf(),
      await cookieOf(sessionsOf({ password: OTHER_PASSWORD })),
      (session) => session.origin,
    )
  const plainHttp = (): Promise<unknown> =>
    visit(sessionsOf(), { socket: { remoteAddress: '203.0.113.9' } }, (session) => session.save())
  const unsaved = async (value: unknown): Promise<unknown> => {
    const { req, res } = nodePair()
    const session = await sessionsOf().open(req, res)
    session.set('user', value)
    return res.emit('finish')
  }

  it('are said once: another password, Secure over http, T14: changes that were not saved', async () => {
    expect(await warned(foreign)).toEqual([expect.stringContaining('password')])
    expect(await warned(plainHttp)).toEqual([expect.stringContaining('plain http')])
    expect(await warned(() => unsaved('SECRET'))).toEqual([
      expect.stringMatching(/not saved(?!.*SECRET)/),
    ])
    forgetWarnings()
    // Data that is no JSON must not end the process when the response is over.
    expect(await warned(() => unsaved(1n))).toHaveLength(1)
  })

  it('are said of more Set-Cookie than nginx passes on, other cookies included', async () => {
    const bigHeader = (text: string) => async (): Promise<void> => {
      const headers = new Headers({ 'set-cookie': `other=${'x'.repeat(2000)}` })
      const session = await sessionsOf().open(new Request('https://e.org'), headers)
      session.set('text', text)
      await session.save()
    }
    expect(await warned(bigHeader('SECRET'))).toEqual([])
    expect(await warned(bigHeader('SECRET'.repeat(250)))).toEqual([
      expect.stringMatching(/ \d{4} bytes(?!.*SECRET).*nginx/),
    ])
  })

  it('are never said in production', async () => {
    vi.stubEnv('NODE_ENV', 'production')
    for (const act of [foreign, plainHttp, () => unsaved(1)]) expect(await warned(act)).toEqual([])
    vi.unstubAllEnvs()
  })

  it('are never said where nothing tells what it is', async () => {
    // The rest of it stays: the test runner needs it while this test waits.
    vi.stubGlobal('process', Object.create(process, { env: { value: undefined } }))
    const said = await warned(foreign)
    vi.unstubAllGlobals()
    expect(said).toEqual([])
  })
})

it('secrets do not show in what users hold', async () => {
  const sessions = createSessions({ password: PASSWORD })
  const { inspect } = await import('node:util')
  const { session } = await visit(sessionsOf(), await cookieOf(sessionsOf(), { user: 'SECRET' }))
  for (const value of [sessions, session]) {
    const seen = inspect(value, { showHidden: true, depth: 9 }) + JSON.stringify(value)
    expect(seen).not.toContain(PASSWORD)
    expect(seen).not.toContain('SECRET')
  }
})
