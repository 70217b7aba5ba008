import { vi } from 'vitest'
import {
  cookieOf,
  nodePair,
  NOW,
  OTHER_PASSWORD,
  type Options,
  sessionsOf,
} from '../sessions/support.ts'
import type { Attack, FormatName } from './attack.ts'
import { BIG, type Expected, headerCases, type Seals } from './cookie-header-cases.ts'
import type { Seen, Tally } from './tally.ts'

/* Hostile `Cookie` headers, through every exchange that reads one. */

const NAME = 's'

const optionsFor = (format: FormatName): Options => ({
  cookieName: NAME,
  accept: [format],
  chunk: true,
  cookieOptions: { secure: false },
})

async function makeSeals(format: FormatName, setTime: (to: number) => void): Promise<Seals> {
  const sessions = sessionsOf(optionsFor(format))
  const seal = async (data: object, of = sessions): Promise<string> =>
    (await cookieOf(of, data)).slice(NAME.length + 1)
  const pairs = async (data: object): Promise<string[]> =>
    (await cookieOf(sessions, data)).split('; ')
  setTime(NOW - 20 * 24 * 3600 * 1000)
  const expired = await seal({ user: 0 })
  setTime(NOW)
  const good = await seal({ user: 1 })
  const foreign = await seal(
    { user: 3 },
    sessionsOf({ ...optionsFor(format), password: OTHER_PASSWORD }),
  )
  const chunks = await pairs(BIG)
  const others = await pairs({ user: 4, more: 'c'.repeat(7000) })
  setTime(NOW + 1000)
  return { good, newer: await seal({ user: 2 }), expired, foreign, chunks, others }
}

/** The ways in: Node's text and list, a web request, and one whose `Headers` are of another realm and check nothing. */
const DOORS: Readonly<Record<string, (header: string) => readonly object[] | undefined>> = {
  node: (cookie) => {
    const { req, res } = nodePair({ cookie })
    return [req, res]
  },
  'node, a list': (cookie) => {
    const { req, res } = nodePair({})
    Object.assign(req.headers, { cookie: cookie.split('; ') })
    return [req, res]
  },
  web: (cookie) => {
    try {
      return [new Request('https://example.org/', { headers: { cookie } }), new Headers()]
    } catch {
      // Not every text can stand in a header.
      return undefined
    }
  },
  'web, another realm': (cookie) => {
    const headers = {
      get: (name: string) => (name === 'cookie' ? cookie : null),
      append() {},
      delete() {},
    }
    return [{ method: 'GET', url: 'https://example.org/', headers }, new Headers()]
  },
}

export const COOKIE_HEADERS: Attack = {
  name: '6.3 Cookie headers',
  async run(tally, format) {
    vi.useFakeTimers({ toFake: ['Date'], now: NOW })
    try {
      const seals = await makeSeals(format, (to) => void vi.setSystemTime(to))
      for (const [door, enter] of Object.entries(DOORS))
        for (const [how, header, expected] of headerCases(seals, format)) {
          const given = enter(header)
          if (given !== undefined)
            await tryHeader(tally, format, `${how}, ${door}`, given, expected)
        }
      await ambiguity(tally, format, seals)
    } finally {
      vi.useRealTimers()
    }
  },
}

async function tryHeader(
  tally: Tally,
  format: FormatName,
  how: string,
  given: readonly object[],
  expected: Expected,
): Promise<void> {
  const [first, second] = given as never[]
  const open = (): Promise<Seen> => sessionsOf(optionsFor(format)).open(first!, second!)
  if (typeof expected === 'object') await tally.resumed(how, open, expected)
  else await tally.refused(how, open, expected === 'refused' ? undefined : expected)
}

/** Two sessions under one name: it is told, and a third of the same changes nothing. */
async function ambiguity(tally: Tally, format: FormatName, seals: Seals): Promise<void> {
  const { good, newer } = seals
  for (const [header, told] of [
    [`s=${good}; s=${newer}`, format === 'compact'],
    [`s=${good}; s=${good}`, false],
    [`s=x; s=${good}`, false],
  ] as const) {
    const heard: string[] = []
    const sessions = sessionsOf({ ...optionsFor(format), onEvent: ({ type }) => heard.push(type) })
    await tally.holds(
      `the event of ${header.slice(0, 20)}`,
      async () => {
        const { req, res } = nodePair({ cookie: header })
        ;(await sessions.open(req, res)).get('user')
        return heard.includes('ambiguous')
      },
      told,
    )
  }
}
