import { createHash } from 'node:crypto'
import { linesOf, nodePair, type Options, sessionsOf } from '../sessions/support.ts'
import type { Attack, FormatName, Scale } from './attack.ts'
import { ModelBrowser } from './model-browser.ts'
import type { Tally } from './tally.ts'

/*
 * Long visits of a browser that keeps cookies by the book: whatever is saved, grown, shrunk, ended and begun anew, the next request
 * has exactly that. Strangers plant cookies of our name meanwhile.
 */

const SITE = new URL('https://www.example.com/app/page')
const STEPS = 25

const CONFIGURATIONS: readonly Options[] = [
  {},
  { cookieName: '__Host-sid', chunk: true, cookieOptions: { sameSite: 'none', partitioned: true } },
  { cookieName: 'sid', chunk: true, cookieOptions: { domain: 'example.com', path: '/app' } },
  { cookieName: '__Secure-sid', cookieOptions: { path: '/app', sameSite: 'strict' } },
  { cookieName: '__Host-Http-sid', padding: true, chunk: true },
  { cookieName: 'sid', cookieOptions: { secure: false } },
  { cookieName: '__Host-sid', audience: 'https://www.example.com', persistent: false },
]

export const WALKS: Attack = {
  name: '6.3 browser walks',
  async run(tally, format, scale) {
    const walks = walkCount(scale)
    for (let walk = 0; walk < walks; walk++) await takeWalk(tally, format, walk)
  },
}

function walkCount({ nightly, small, every }: Scale): number {
  if (small) return CONFIGURATIONS.length
  return nightly ? 2000 : Math.ceil(140 / every)
}

async function takeWalk(tally: Tally, format: FormatName, walk: number): Promise<void> {
  const configuration = CONFIGURATIONS[walk % CONFIGURATIONS.length] ?? {}
  const sessions = sessionsOf({ ...configuration, accept: [format] })
  const name = configuration.cookieName ?? '__Host-session'
  const browser = new ModelBrowser()
  const dice = createHash('shake256', { outputLength: 4 * STEPS })
    .update(`walk ${walk}`)
    .digest()
  let expected: Record<string, unknown> | undefined

  for (let step = 0; step < STEPS; step++) {
    const [action = 0, size = 0, door = 0, planted = 0] = dice.subarray(4 * step)
    const how = `walk ${walk}, step ${step} (${ACTIONS[action % ACTIONS.length]})`
    await tally.attempt(how, async () => {
      const now = Date.now()
      if (planted < 40) browser.receive(SITE, stranger(name, planted), now)
      const cookie = browser.cookieHeader(SITE, now)
      const { session, lines } = await enter(sessions, cookie, door)
      if (JSON.stringify(session.all()) !== JSON.stringify(expected ?? {}))
        return tally.note(expected === undefined ? 'accepted' : 'wrong', `${how}: other data`)
      if ((session.origin.kind === 'resumed') !== (expected !== undefined))
        return tally.note('wrong', `${how}: ${JSON.stringify(session.origin)}`)
      expected = await act(session, action, size, expected)
      browser.receive(SITE, lines(), now)
      const ours = browser.cookies.filter(
        (held) => /^(?:Fe26|s[Q-Za-f])/.test(held.value) && !/\.[1-3]$/.test(held.name),
      )
      // The whole or the first of its chunks, and never both.
      if (ours.length !== (expected === undefined ? 0 : 1))
        tally.note('wrong', `${how}: the browser has ${ours.length} of our cookies`)
    })
  }
}

const ACTIONS = [
  'save',
  'save',
  'grow',
  'grow far',
  'shrink',
  'destroy',
  'regenerate',
  'look',
  'save twice',
  'flash',
] as const

type Sessions = ReturnType<typeof sessionsOf>
type Session = Awaited<ReturnType<Sessions['open']>>
type Data = Record<string, unknown> | undefined

/** Does something with the session; returns what the next request must find. */
async function act(session: Session, action: number, size: number, before: Data): Promise<Data> {
  switch (ACTIONS[action % ACTIONS.length]) {
    case 'look':
      await session.commit()
      return before
    case 'destroy':
      await session.destroy()
      return undefined
    case 'grow':
      return change(session, { ...before, more: 'm'.repeat(size * 8) }, before)
    case 'grow far':
      return change(session, { ...before, more: 'm'.repeat(2000 + size * 40) }, before)
    case 'shrink':
      session.unset('more')
      return change(session, { ...before, more: undefined }, before)
    case 'regenerate':
      await session.regenerate({ keep: ['n'] })
      return change(session, { n: before?.['n'] }, before)
    case 'save twice':
      await change(session, { ...before, n: size, more: 'm'.repeat(size * 20) }, before)
      return change(session, { ...session.all(), n: size + 1, more: undefined }, session.all())
    case 'flash':
      session.flash('notice', size)
      return change(session, { ...before, n: size }, before)
    default:
      return change(session, { ...before, n: size }, before)
  }
}

/** Saves; a session that does not fit is refused, and then the browser keeps what it had. */
async function change(session: Session, after: object, before: Data): Promise<Data> {
  for (const [name, value] of Object.entries(after)) {
    if (value === undefined) session.unset(name)
    else session.set(name, value)
  }
  try {
    await session.save()
  } catch (error) {
    if ((error as { code?: string }).code !== 'ERR_IRONSEAL_COOKIE_TOO_BIG') throw error
    return before
  }
  return JSON.parse(JSON.stringify(session.all())) as Data
}

async function enter(
  sessions: Sessions,
  cookie: string | undefined,
  door: number,
): Promise<{ session: Session; lines: () => string[] }> {
  if (door % 2 === 0) {
    const { req, res } = nodePair({ cookie })
    return { session: await sessions.open(req, res), lines: () => linesOf(res) }
  }
  const headers = new Headers()
  const request = new Request(SITE, cookie === undefined ? {} : { headers: { cookie } })
  return { session: await sessions.open(request, headers), lines: () => linesOf(headers) }
}

/** A cookie of our name from a sibling domain or another path, one that has nothing to do with us, or a chunk. */
function stranger(name: string, planted: number): string[] {
  const value = `evil${planted}`
  return [
    `${name}=${value}; Secure; Domain=example.com; Path=/app/page`,
    `${name}=${value}; Secure; Domain=example.com; Path=/`,
    `other${planted}=1; Path=/`,
    `${name}.0=${value}; Secure; Domain=example.com; Path=/`,
    `${name}.3=${value}; Secure; Domain=example.com; Path=/`,
  ].slice(planted % 5, (planted % 5) + 1)
}
