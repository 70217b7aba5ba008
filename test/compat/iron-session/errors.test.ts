import { type ServerResponse } from 'node:http'
import assert from 'node:assert/strict'
import { describe, expect, it } from 'vitest'
import { isSessionError } from '../../../src/lib/errors.ts'
import {
  lines,
  masked,
  open,
  OPTIONS,
  outcomeOf,
  PASSWORD,
  request,
  sameAsNine,
  us,
} from './support.ts'

describe('cookieOptions.expires', () => {
  it('I11, T64: in the past is refused at save only', async () => {
    const { value } = await sameAsNine(async (face) => {
      const cookieOptions = { expires: new Date('2020-01-01') }
      const { session, response } = await open(face, undefined, { cookieOptions })
      session['user'] = 1
      const failed = await outcomeOf(() => session.save())
      return [failed, lines(response), { ...session }]
    })
    expect(value[0].error).toMatch(
      /^iron-session: Bad usage\. cookieOptions\.expires is in the past \(2020-01-01T00:00:00\.000Z\), so the/,
    )
    expect(value.slice(1)).toEqual([[], { user: 1 }])
  })

  it('I11: does not keep a session from being destroyed', async () => {
    await sameAsNine(async (face) => {
      const cookieOptions = { expires: new Date('2020-01-01') }
      const { session, response } = await open(face, undefined, { cookieOptions })
      session.destroy()
      return lines(response)
    })
  })

  it('I11: that is no Date at all is refused at save', async () => {
    const { session, response } = await open(us, undefined, {
      cookieOptions: { expires: new Date(Number.NaN) },
    })
    await expect(session.save()).rejects.toThrow(/expires is invalid/)
    expect(lines(response)).toEqual([])
  })
})

describe('every error', () => {
  const failures: [string, () => unknown][] = [
    ['bad usage', () => us.getIronSession({}, OPTIONS)],
    ['options', () => us.getIronSession(request(), new Response(), { cookieName: 'a' })],
    [
      'size',
      async () => {
        const { session } = await open(us)
        session['text'] = 'x'.repeat(9000)
        await session.save()
      },
    ],
    ['data', () => us.sealData({ d: new Date() }, { password: PASSWORD })],
    [
      'attributes',
      async () => (await open(us, undefined, { cookieOptions: { path: ';' } })).session.save(),
    ],
  ]

  it.each(failures)(
    'is an Error by name, with a code (%s), as node:assert compares them',
    async (_, call) => {
      const error = await Promise.resolve()
        .then(call)
        .then(
          () => expect.unreachable(),
          (reason: Error) => reason,
        )
      expect(error.name).toBe('Error')
      expect(isSessionError(error)).toBe(true)
      await assert.rejects(async () => call(), new Error(error.message))
      await assert.rejects(async () => call(), { name: 'Error', message: error.message })
    },
  )

  it.each(failures)('holds neither the password nor a seal nor a value (%s)', async (_, call) => {
    const error = await Promise.resolve()
      .then(call)
      .then(
        () => expect.unreachable(),
        (reason: Error) => reason,
      )
    const shown = [error.stack, JSON.stringify({ ...error }), String(error.cause)].join('\n')
    expect(shown).not.toContain(PASSWORD)
    expect(shown).not.toMatch(/Fe26\.2\*|xxxx/)
    expect(masked(shown)).toBe(shown)
  })

  it('of somebody else passes through: a store that may not be written', async () => {
    const refusal = new Error('Cookies can only be modified in a Server Action or Route Handler.')
    const store = {
      get: () => undefined,
      set() {
        throw refusal
      },
    }
    const session = await us.getIronSession(store, OPTIONS)
    session['user'] = 1
    await expect(session.save()).rejects.toBe(refusal)
    expect(() => session.destroy()).toThrow(refusal)
    expect({ ...session }).toEqual({ user: 1 })
  })

  it('of a response that throws in setHeader leaves its other cookies alone', async () => {
    const kept = ['other=1']
    const res = {
      getHeader: () => kept,
      setHeader() {
        throw new Error('closed')
      },
    } as unknown as ServerResponse
    const session = await us.getIronSession({ headers: {} }, res, OPTIONS)
    await expect(session.save()).rejects.toThrow('closed')
    expect(kept).toEqual(['other=1'])
  })
})
