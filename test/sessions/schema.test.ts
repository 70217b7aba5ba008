import { type } from 'arktype'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createSessions, type StandardSchema } from '../../src/index.ts'
import {
  type AnyData,
  cookieOf,
  listening,
  type Options,
  originOf,
  PASSWORD,
  sessionsOf,
  visit,
} from './support.ts'

const SCHEMAS: [string, StandardSchema<AnyData>][] = [
  [
    'zod',
    z.object({ user: z.object({ id: z.number() }).optional(), visits: z.number().default(0) }),
  ],
  [
    'valibot',
    v.object({ user: v.optional(v.object({ id: v.number() })), visits: v.optional(v.number(), 0) }),
  ],
  [
    'arktype',
    type({ 'user?': { id: 'number' }, visits: 'number = 0' }) as unknown as StandardSchema<AnyData>,
  ],
]

describe.each(SCHEMAS)('a schema of %s', (_, schema) => {
  it('lets good data in and out, and completes it', async () => {
    const sessions = sessionsOf({ schema })
    const { session, lines } = await visit(
      sessions,
      await cookieOf(sessions, { user: { id: 1 } }),
      async (current) => {
        expect(current.all()).toEqual({ user: { id: 1 }, visits: 0 })
        await current.commit()
      },
    )
    expect([session.changed, lines]).toEqual([false, []])
  })

  it('refuses at save what does not fit, by paths and never by values', async () => {
    const sessions = sessionsOf({ schema, bearer: true })
    const { lines } = await visit(sessions, undefined, async (session) => {
      session.set('user', { id: 'SECRET' })
      for (const attempt of [session.save(), sessions.toBearer(session)]) {
        const error = await attempt.then(
          () => undefined,
          (reason: Error & { hint: string }) => reason,
        )
        expect(error).toMatchObject({
          code: 'ERR_IRONSEAL_DATA',
          message: expect.stringMatching(/user\.id/),
        })
        expect(`${error?.message}${error?.hint}${error?.stack}`).not.toContain('SECRET')
      }
    })
    expect(lines).toEqual([])
  })

  it('rejects a cookie whose data does not fit, with `schema`', async () => {
    const cookie = await cookieOf(sessionsOf(), { user: { id: 'x' } })
    expect(await originOf(sessionsOf({ schema }), cookie)).toBe('schema')
  })
})

describe('a schema', () => {
  const standard = (
    validate: StandardSchema<AnyData>['~standard']['validate'],
  ): StandardSchema<AnyData> => ({ '~standard': { version: 1, vendor: 'test', validate } })

  it('may be asynchronous', async () => {
    const schema = z.object({ user: z.number().refine(async (id) => id === 1) })
    const sessions = sessionsOf({ schema })
    const cookie = await cookieOf(sessions)
    expect(await originOf(sessions, cookie)).toBe('resumed')
    await expect(cookieOf(sessions, { user: 2 })).rejects.toMatchObject({
      code: 'ERR_IRONSEAL_DATA',
    })
    expect(await originOf(sessions, await cookieOf(sessionsOf(), { user: 2 }))).toBe('schema')
  })

  it.each<[string, StandardSchema<AnyData>['~standard']['validate']]>([
    [
      'throws',
      () => {
        throw new Error('x')
      },
    ],
    [
      'rejects',
      async () => {
        throw new Error('x')
      },
    ],
    ['gives a list', () => ({ value: [] as never })],
    ['gives nothing', () => ({ value: undefined as never })],
  ])('that %s gives an empty session and no exception', async (_, validate) => {
    const cookie = await cookieOf(sessionsOf())
    expect(await originOf(sessionsOf({ schema: standard(validate) }), cookie)).toBe('schema')
  })

  it('T44: finds no lists and primitives, which are never sealed as a session', async () => {
    // Whoever takes the types apart can only ever set keys of an object.
    const { session } = await visit(sessionsOf(), await cookieOf(sessionsOf(), { 0: 'a' }))
    expect(session.all()).toEqual({ 0: 'a' })
  })

  it('gives the session its type', async () => {
    const sessions = createSessions({ password: PASSWORD, schema: z.object({ n: z.number() }) })
    const session = await sessions.open(new Request('https://e.org'))
    session.set('n', 1)
    expect(session.get('n')?.toFixed(1)).toBe('1.0')
  })
})

describe('versions', () => {
  const schema = z.object({ name: z.string() })
  const old = { version: 1 } as Options
  const migrating = (migrate: Options['migrate']): Options => ({ version: 2, schema, migrate })

  it('are migrated once, and sealed anew without a logout', async () => {
    const seen: unknown[] = []
    const { sessions, events } = listening(
      migrating((data, version) => {
        seen.push([data, version])
        return { name: `${String(data['first'])}!` }
      }),
    )
    const first = await cookieOf(sessionsOf(old), { first: 'Ann' })
    const { cookie, lines } = await visit(sessions, first, (session) => {
      expect(session.origin).toEqual({ kind: 'resumed', stale: true })
      return session.commit()
    })
    expect([lines.length, events.at(-1)!.type]).toEqual([1, 'renewed'])
    const again = await visit(sessions, cookie, (session) => session.get('name'))
    expect(again.session.all()).toEqual({ name: 'Ann!' })
    expect(again.session.origin).toEqual({ kind: 'resumed', stale: false })
    expect(seen).toEqual([[{ first: 'Ann' }, 1]])
  })

  it('that nobody wrote are 0', async () => {
    const cookie = await cookieOf(sessionsOf(), { name: 'x' })
    const sessions = sessionsOf(migrating((_, version) => ({ name: String(version) })))
    expect((await visit(sessions, cookie)).session.get('name')).toBe('0')
  })

  it('may be migrated asynchronously', async () => {
    const cookie = await cookieOf(sessionsOf(old), { first: 'Ann' })
    const options = { version: 2, migrate: async () => ({ name: 'later' }) }
    expect((await visit(sessionsOf(options), cookie)).session.get('name')).toBe('later')
  })

  it.each<[string, Options['migrate']]>([
    [
      'throws',
      () => {
        throw new Error('x')
      },
    ],
    [
      'rejects',
      async () => {
        throw new Error('x')
      },
    ],
    ['gives nothing', () => undefined],
    ['gives what does not fit', () => ({ name: 1 })],
  ])('that cannot be migrated are `schema`: migrate %s', async (_, migrate) => {
    const cookie = await cookieOf(sessionsOf(old), { first: 'Ann' })
    expect(await originOf(sessionsOf(migrating(migrate)), cookie)).toBe('schema')
  })

  it.each([1.5, NaN, '1', null])('must be whole numbers: %j', (version) => {
    expect(() => sessionsOf({ version: version as number })).toThrow(
      expect.objectContaining({ code: 'ERR_IRONSEAL_OPTION', option: 'version' }),
    )
  })
})
