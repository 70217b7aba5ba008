import { inspect } from 'node:util'
import iron from '@hapi/iron'
import { describe, expect, it, vi } from 'vitest'
import { getIronSession, sealData, unsealData } from '../../src/iron-session.ts'
import { Key } from '../../src/lib/keys/key.ts'
import { KeyRing } from '../../src/lib/keys/key-ring.ts'
import { resolveOptions, withDefaults } from '../../src/lib/compat/next-iron-session/options.ts'
import { open, ours, responseOf, sealIn } from '../compat/next-iron-session-pair.ts'

/*
 * Markers that must never come out: a password, another one that is too short, and session data. Of a seal, its MAC: whoever
 * reads it in a log has the login.
 */
const SECRET = 'SECRET-marker-of-more-than-32-characters'
const SHORT = 'SHORT-SECRET-marker'
const DATA = 'DATA-marker'
const MARKERS = [SECRET, SHORT, DATA]
const OPTIONS = { password: SECRET, cookieName: 'c' }

/** Everything that a program, a logger or an error tracker could print of a value. */
function printed(value: unknown): string {
  const seen: string[] = [
    inspect(value, { showHidden: true, depth: 9, getters: true }),
    String(value),
  ]
  const attempt = (print: () => unknown): void => {
    try {
      seen.push(String(print()))
    } catch {
      // Not everything can be printed in every way.
    }
  }
  attempt(() => JSON.stringify(value))
  attempt(() => inspect(structuredClone(value), { showHidden: true, depth: 9 }))
  if (typeof value === 'object' && value !== null) {
    for (const key of Reflect.ownKeys(value)) {
      attempt(() => inspect(Reflect.get(value, key), { showHidden: true, depth: 9 }))
    }
  }
  for (let error = value; error instanceof Error; error = error.cause) {
    seen.push(
      error.message,
      error.stack ?? '',
      JSON.stringify(error, Object.getOwnPropertyNames(error)),
    )
  }
  return seen.join('\n')
}

function expectClean(value: unknown, more: readonly string[] = []): void {
  const text = printed(value)
  for (const marker of [...MARKERS, ...more]) expect(text).not.toContain(marker)
}

const errorOf = async (call: () => unknown): Promise<unknown> => {
  try {
    await call()
  } catch (error) {
    return error
  }
  return expect.unreachable('nothing was thrown')
}
const sealed = async (): Promise<string> => {
  const { session } = await open(ours, OPTIONS)
  session.set('user', DATA)
  return sealIn(await session.save())
}
const opened = async (options: object = {}, cookie?: string) =>
  open(ours, { ...OPTIONS, ...options }, cookie)

describe('no secret is printed of', () => {
  it.each<[string, () => unknown]>([
    ['a key', () => new Key('1', SECRET)],
    ['a ring of one password', () => KeyRing.fromPassword(SECRET)],
    ['a ring of a list', () => KeyRing.fromList([{ id: 1, password: SECRET }])],
    ['a ring of a map', () => KeyRing.fromMap({ 1: SECRET })],
    ['the configuration', () => resolveOptions(withDefaults(OPTIONS))],
    ['the key that seals', () => KeyRing.fromPassword(SECRET).sealingKey()],
  ])('%s', (_, make) => {
    expectClean(make())
  })

  it('the handle, its methods and the request that carries it', async () => {
    const { session, req } = await opened({}, `c=${await sealed()}`)
    expect(session.get('user')).toBe(DATA)
    expectClean(session)
    for (const method of Object.values(session)) expectClean(method)
    expectClean(req.session.origin)
  })

  it('the functions that the options went into', () => {
    expectClean(ours.withIronSession(() => 1, OPTIONS))
    expectClean(ours.ironSession(OPTIONS))
  })

  it('the book of open sessions', async () => {
    await opened({}, `c=${await sealed()}`)
    expectClean((globalThis as any)[Symbol.for('ironseal.open-sessions.v1')])
  })

  it('the session of iron-session, save its data', async () => {
    const session = await getIronSession(
      new Request('https://example.org/'),
      new Headers(),
      OPTIONS,
    )
    expectClean(session)
    for (const name of ['save', 'destroy', 'updateConfig'] as const) expectClean(session[name])
  })
})

describe('no secret is in the error of', () => {
  const circle: { self?: unknown; text: string } = { text: DATA }
  circle.self = circle

  it.each<[string, () => unknown]>([
    [
      'a password that is too short, at save',
      async () => (await opened({ password: SHORT })).session.save(),
    ],
    [
      'a password that is too short, at reading',
      async () => opened({ password: SHORT }, `c=${await sealed()}`),
    ],
    [
      'a list with a short password',
      async () => opened({ password: [{ id: 1, password: SHORT }] }, `c=${await sealed()}`),
    ],
    ['a password of the wrong type', async () => opened({ password: { 1: SECRET } })],
    [
      'a list with a password of the wrong type',
      async () => opened({ password: [{ id: 1, password: [SECRET] }] }, `c=${await sealed()}`),
    ],
    [
      'an id that no seal can carry',
      async () => (await opened({ password: [{ id: '*', password: SECRET }] })).session.save(),
    ],
    ['no cookie name', () => ours.ironSession({ password: SECRET })],
    [
      'a session that is too big',
      async () => {
        const { session } = await opened()
        session.set('big', DATA.repeat(500))
        return session.save()
      },
    ],
    [
      'a circle',
      async () => {
        const { session } = await opened()
        session.set('user', circle)
        return session.save()
      },
    ],
    [
      'a BigInt',
      async () => {
        const { session } = await opened()
        session.set('user', { text: DATA, big: 1n })
        return session.save()
      },
    ],
    [
      'a key `__proto__`',
      async () => {
        const { session } = await opened()
        session.set('user', JSON.parse(`{"text":"${DATA}","__proto__":"${DATA}"}`))
        return session.save()
      },
    ],
    [
      'a cookie name that cannot be written',
      async () => (await opened({ cookieName: 'a b' })).session.save(),
    ],
    [
      'an attribute that cannot be written',
      async () => (await opened({ cookieOptions: { domain: 'a b' } })).session.save(),
    ],
    [
      'an encoder that gives what cannot be written',
      async () =>
        (await opened({ cookieOptions: { encode: (seal: string) => `${seal};` } })).session.save(),
    ],
    [
      'a response without headers',
      async () => {
        const req: any = { headers: {} }
        await ours.applySession(req, {}, OPTIONS)
        return req.session.save()
      },
    ],
    [
      'strict reading of a forged cookie',
      async () => opened({ strict: true }, `c=${(await sealed()).replace('Fe26.2*1', 'Fe26.2*7')}`),
    ],
    [
      'iron-session with a short password',
      async () => getIronSession({ headers: {} }, responseOf(), { ...OPTIONS, password: SHORT }),
    ],
    [
      'iron-session with data that is no JSON',
      async () => {
        const session: any = await getIronSession({ headers: {} }, responseOf(), OPTIONS)
        session.user = { text: DATA, date: new Date() }
        return session.save()
      },
    ],
    ['sealData with a short password', async () => sealData({ text: DATA }, { password: SHORT })],
    [
      'unsealData with a short password',
      async () => unsealData(await sealed(), { password: SHORT }),
    ],
    [
      'unsealData of something else',
      async () => unsealData({ text: DATA } as never, { password: SECRET }),
    ],
  ])('%s', async (_, call) => {
    const error = await errorOf(call)
    expect(error).toBeInstanceOf(Error)
    expectClean(error, ['Fe26.2*'])
  })

  it('a refused seal, that a hook gets to see', async () => {
    const seal = await sealed()
    const forged = `${seal.slice(0, -4)}AAAA`
    const hostileId = `\r\nlevel=admin ${'x'.repeat(50)}`
    const cookies = [
      forged,
      seal.replace('*1*', '*9*'),
      seal.replace('*1*', `*${encodeURIComponent(hostileId)}*`),
      await iron.seal(DATA, { id: '1', secret: SECRET } as never, iron.defaults),
    ]
    for (const cookie of cookies) {
      const onUnsealError = vi.fn()
      await getIronSession({ headers: { cookie: `c=${cookie}` } }, responseOf(), {
        ...OPTIONS,
        onUnsealError,
      })
      expect(onUnsealError).toHaveBeenCalledTimes(1)
      for (const argument of onUnsealError.mock.calls[0]!) {
        // What an attacker wrote is not echoed either: it could forge a line in a log.
        expectClean(argument, ['Fe26.2*', 'level=admin', seal.slice(-43)])
      }
    }
  })
})

describe('nothing is written to the console', () => {
  it('whatever comes in and goes out', async () => {
    const writes = [
      vi.spyOn(process.stdout, 'write').mockReturnValue(true),
      vi.spyOn(process.stderr, 'write').mockReturnValue(true),
      ...(['log', 'info', 'warn', 'error', 'debug'] as const).map((level) =>
        vi.spyOn(console, level).mockReturnValue(undefined),
      ),
    ]
    const { session } = await opened({}, 'c=garbage')
    session.set('user', DATA)
    await session.save()
    session.destroy()
    await errorOf(async () => (await opened({ password: SHORT })).session.save())
    const counts = writes.map((write) => write.mock.calls.length)
    for (const write of writes) write.mockRestore()
    expect(counts).toEqual(counts.map(() => 0))
  })
})
