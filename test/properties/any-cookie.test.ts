import iron from '@hapi/iron'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type RejectReason } from '../../src/index.ts'
import { getIronSession } from '../../src/iron-session.ts'
import {
  open,
  OPTIONS,
  OTHER_PASSWORD,
  ours,
  PASSWORD,
  responseOf,
  sealIn,
} from '../compat/next-iron-session-pair.ts'
import { anyJson, anyText, runs } from './arbitraries.ts'

/** What a cookie can be refused for today, before and after authentication. */
const REASONS: readonly RejectReason[] = [
  'malformed',
  'oversize',
  'truncated',
  'unknown-key',
  'invalid',
  'expired',
]

const salt = fc.stringMatching(/^[0-9a-f]{64}$/)
const base64url = (length: number) => fc.stringMatching(new RegExp(`^[A-Za-z0-9_-]{${length}}$`))
const part = fc.oneof(
  salt,
  base64url(22),
  base64url(43),
  fc.constantFrom('', '1', '0', '9', '__proto__', '1700000000000', '-1', '1e9', '=', '~2'),
  fc.string({ maxLength: 8 }),
)
/** Texts that look more or less like a seal. */
const sealLike = fc.oneof(
  anyText,
  fc.array(part, { maxLength: 12 }).map((parts) => ['Fe26.2', ...parts].join('*')),
  fc
    .tuple(
      part,
      salt,
      base64url(22),
      base64url(64),
      part,
      salt,
      base64url(43),
      fc.constantFrom('', '~2', '~'),
    )
    .map(([id, s1, iv, text, expiry, s2, mac, suffix]) =>
      ['Fe26.2', id, s1, iv, text, expiry, s2, `${mac}${suffix}`].join('*'),
    ),
  fc.constantFrom('Fe26.2', 'Fe26.2*', '*', '~', 'undefined').map((text) => text.repeat(400)),
)
/** Seals of ours that are whole, cut, grown or of somebody else; the password decides the rest. */
const realSeals = fc.tuple(fc.nat(3), fc.nat(400), anyText)

const header = (name: string, value: string): string => `${name}=${value}`
const surroundings = fc.tuple(
  fc.constantFrom('', 'a=1; ', 'c=; ', ';;', '; ', '$Version=1; '),
  fc.constantFrom('', '; b=2', '; c=second', ';', ', c=3'),
)

/** Opens the cookie with every function; gives the origin, or throws. */
const originOf = async (cookie: string, options: object = {}): Promise<any> => {
  const { session } = await open(ours, options, cookie)
  expect(session.get('nothing of this name')).toBeUndefined()
  expect(session.get()).toBeTypeOf('object')
  return session.origin
}
const expectClosed = (origin: any): void => {
  if (origin.kind === 'rejected') expect(REASONS).toContain(origin.reason)
  else expect(['new', 'resumed']).toContain(origin.kind)
}

describe('any cookie', () => {
  it('opens a session, and its origin says what it was', async () => {
    await fc.assert(
      fc.asyncProperty(sealLike, surroundings, async (value, [before, after]) => {
        const origin = await originOf(before + header('c', value) + after)
        expectClosed(origin)
        expect(origin.kind).not.toBe('resumed')
      }),
      runs(3000),
    )
  })

  it('opens a session with any passwords that can be used', async () => {
    const ids = fc.uniqueArray(
      fc.oneof(fc.integer({ min: 0, max: 12 }), fc.constantFrom('a', '__proto__', 'constructor')),
      { minLength: 1, maxLength: 5 },
    )
    await fc.assert(
      fc.asyncProperty(sealLike, ids, async (value, names) => {
        const password = names.map((id, at) => ({ id, password: `${OTHER_PASSWORD}${at}` }))
        expectClosed(await originOf(header('c', value), { password }))
      }),
      runs(500),
    )
  })

  it('made of a real seal opens as that seal or not at all', async () => {
    const { session } = await open(ours)
    session.set('user', { admin: true })
    const real = sealIn(await session.save())
    await fc.assert(
      fc.asyncProperty(realSeals, async ([how, at, text]) => {
        const variants = [
          real.slice(0, at) + text + real.slice(at),
          real.slice(0, at) + text + real.slice(at + text.length),
          real.slice(0, at) + real.slice(at + 1),
          text + real,
        ]
        const value = variants[how]!
        const opened = await open(ours, {}, header('c', value))
        expectClosed(opened.session.origin)
        const data = opened.session.get()
        // The scanner may take away blanks, quotes and percent-encoding, and a semicolon ends the value.
        if (Object.keys(data).length > 0) expect(data).toEqual({ user: { admin: true } })
        else if (value === real) expect.unreachable('the seal itself was refused')
      }),
      runs(2000),
    )
  })

  it('opens a session for getIronSession as well', async () => {
    await fc.assert(
      fc.asyncProperty(sealLike, fc.nat(4), async (value, chunk) => {
        const name = chunk === 4 ? 'c' : `c.${chunk}`
        const req = { headers: { cookie: `${header(name, value)}; c.0=x` } }
        const session = await getIronSession(req, responseOf(), OPTIONS)
        expect({ ...session }).toEqual({})
      }),
      runs(1000),
    )
  })
})

describe('any authentic seal', () => {
  it('opens as the data that it holds, or as none', async () => {
    const envelope = fc.oneof(
      anyJson,
      fc.record({ persistent: anyJson, flash: anyJson }),
      fc.record({ persistent: fc.dictionary(fc.string(), anyJson), flash: fc.constant({}) }),
    )
    await fc.assert(
      fc.asyncProperty(envelope, async (value) => {
        const seal = await iron.seal(value, { id: '1', secret: PASSWORD } as never, iron.defaults)
        const { session } = await open(ours, {}, header('c', seal))
        expectClosed(session.origin)
        expect(Object.getPrototypeOf(session.get())).toBe(Object.prototype)
        for (const name of ['toString', 'then', '__proto__']) session.get(name)
        expect({}).not.toHaveProperty('admin')
      }),
      runs(300),
    )
  })
})
