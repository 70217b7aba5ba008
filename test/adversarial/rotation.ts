import {
  NOW,
  type Options,
  OTHER_PASSWORD,
  PASSWORD,
  sessionsOf,
  visit,
} from '../sessions/support.ts'
import type { Attack, FormatName } from './attack.ts'
import { badRings, manyKeys } from './rings.ts'
import { cookieWith, openWith, originWith, type Password, THIRD } from './rotation-support.ts'
import type { Tally } from './tally.ts'

/* Rotation that goes wrong: keys that are not everywhere yet, gone too early, doubled, too many, or under each other's id. */

const numbered = (...passwords: string[]): Options['password'] =>
  passwords.map((password, at) => ({ id: passwords.length - at, password }))

export const ROTATION: Attack = {
  name: '6.4 rotation',
  async run(tally, format) {
    await stages(tally, format)
    await twoServers(tally, format)
    await badRings(tally, format)
    await manyKeys(tally, format)
    await nearlyTheSame(tally, format)
    await bothFormats(tally, format)
  },
}

/** A key comes, seals, retires, comes back; every stage in its order. */
async function stages(tally: Tally, format: FormatName): Promise<void> {
  const old: Password = [{ id: 1, password: OTHER_PASSWORD }]
  const acceptOnly: Password = [
    { id: 1, password: OTHER_PASSWORD },
    { id: 2, password: PASSWORD },
  ]
  const rotated: Password = numbered(PASSWORD, OTHER_PASSWORD)
  const fresh: Password = [{ id: 2, password: PASSWORD }]
  const first = await cookieWith(format, old)
  const second = await cookieWith(format, rotated)
  const live = { kind: 'resumed', stale: false }
  const stale = { kind: 'resumed', stale: true }
  const expectations: [string, Password, string, unknown][] = [
    ['accept-only stage, an old seal', acceptOnly, first, live],
    ['accept-only stage, a new seal', acceptOnly, second, stale],
    ['rotated, an old seal', rotated, first, stale],
    ['rotated, a new seal', rotated, second, live],
    [
      'the old key added again',
      numbered(PASSWORD, THIRD, OTHER_PASSWORD),
      second,
      format === 'iron' ? { kind: 'rejected', reason: 'invalid' } : live,
    ],
  ]
  for (const [how, password, cookie, origin] of expectations)
    await tally.holds(how, () => originWith(format, password, cookie), origin)
  await tally.refused(
    'a new seal where the key is not known yet',
    openWith(format, old, second),
    'unknown-key',
  )
  await tally.refused('dropped in an emergency', openWith(format, fresh, first), 'unknown-key')
  await tally.refused(
    'another key under its id',
    openWith(format, [{ id: 1, password: THIRD }], first),
    format === 'iron' ? 'invalid' : 'unknown-key',
  )
  const retired: Password = [
    { id: 2, password: PASSWORD },
    { id: 1, password: OTHER_PASSWORD, retireAt: new Date(NOW - 1e12) },
  ]
  await tally.refused('retired', openWith(format, retired, first), 'unknown-key')
  const future: Password = [
    { id: 2, password: PASSWORD, sealFrom: new Date(8e15) },
    { id: 1, password: OTHER_PASSWORD },
  ]
  await tally.holds(
    'a key of the future does not seal yet',
    async () => originWith(format, old, await cookieWith(format, future)),
    live,
  )
  await tally.misuse('all keys are retired', () =>
    cookieWith(format, [{ password: PASSWORD, retireAt: new Date(0) }]),
  )
}

/** One re-seal for a stale seal, and no flip-flop between servers that rotate at different times. */
async function twoServers(tally: Tally, format: FormatName): Promise<void> {
  const use = async (password: Password, cookie: string) =>
    visit(sessionsOf({ accept: [format], password }), cookie, (session) => {
      session.get('user')
      return session.commit()
    })
  const ahead = numbered(PASSWORD, OTHER_PASSWORD)
  const behind: Password = [
    { id: 1, password: OTHER_PASSWORD },
    { id: 2, password: PASSWORD },
  ]
  let cookie = await cookieWith(format, [{ id: 1, password: OTHER_PASSWORD }])
  let writes = 0
  for (let request = 0; request < 6; request++) {
    await tally.attempt(`request ${request} on a server that is ahead`, async () => {
      const visited = await use(ahead, cookie)
      writes += visited.lines.length
      cookie = visited.cookie
    })
  }
  await tally.holds('a stale seal is written anew once', () => writes, 1)
  await tally.holds(
    'a server that is behind still reads it',
    () => originWith(format, behind, cookie),
    { kind: 'resumed', stale: true },
  )
  const mixed = sessionsOf({ accept: [format], password: ahead })
  await tally.holds(
    'a rotation in the middle of a request',
    async () => {
      const { cookie: after } = await visit(mixed, cookie, async (session) => {
        session.set('user', 2)
        await session.save()
      })
      return (await visit(sessionsOf({ accept: [format], password: behind }), after)).session.all()
    },
    { user: 2 },
  )
}

/** Passwords that somebody could take for the same. */
async function nearlyTheSame(tally: Tally, format: FormatName): Promise<void> {
  const base = 'Gr\u00fc\u00dfe! '.repeat(4) + 'K7$wQ2#xN9@v'
  const cookie = await cookieWith(format, base)
  for (const other of [
    base.normalize('NFD'),
    base.toLowerCase(),
    base.toUpperCase(),
    base.slice(0, -1),
    `${base}.`,
    `${base}${base}`,
  ])
    await tally.refused(`opened with ${JSON.stringify(other)}`, openWith(format, other, cookie))
  // What a file or a shell leaves around a password is told to its owner, not to the visitors.
  for (const other of [`${base}\n`, `${base} `, ` ${base}`, `\ufeff${base}`, `${base}\0`])
    await tally.misuse(`the password ${JSON.stringify(other)}`, () => cookieWith(format, other))
}

/** One string for Iron and compact: neither opens what the other sealed unless both are read. */
async function bothFormats(tally: Tally, format: FormatName): Promise<void> {
  const other = format === 'iron' ? 'compact' : 'iron'
  const cookie = await cookieWith(format, PASSWORD)
  await tally.refused(
    'where the format is not read',
    openWith(other, PASSWORD, cookie),
    'malformed',
  )
  const both = sessionsOf({ accept: [other, format], password: PASSWORD })
  await tally.holds(
    'where both are read it is stale',
    async () => (await visit(both, cookie)).session.origin,
    { kind: 'resumed', stale: true },
  )
}
