import { linesOf, nodePair, type Options, sessionsOf, visit } from '../sessions/support.ts'
import type { FormatName } from './attack.ts'
import { ModelBrowser } from './model-browser.ts'
import type { Tally } from './tally.ts'

/* What was set goes away, comes once, and leaves the cookies of others alone. */

const SITE = new URL('https://www.example.com/app/page')

/** What was set goes away, whatever attributes it has. */
export async function deletion(tally: Tally, format: FormatName): Promise<void> {
  for (const cookieOptions of ATTRIBUTES) {
    const sessions = sessionsOf({ accept: [format], cookieName: 's', chunk: true, cookieOptions })
    for (const length of [10, 5000]) {
      await tally.holds(
        `${length} bytes with ${JSON.stringify(cookieOptions)}`,
        async () => {
          const browser = new ModelBrowser()
          const first = await visit(sessions, undefined, async (session) => {
            session.set('a', 'x'.repeat(length))
            await session.save()
          })
          browser.receive(SITE, first.lines, Date.now())
          const held = browser.cookies.length
          const cookie = browser.cookieHeader(SITE, Date.now())
          const second = await visit(sessions, cookie, (session) => session.destroy())
          browser.receive(SITE, second.lines, Date.now())
          return [held > 0, cookie !== undefined, browser.cookies.length]
        },
        [true, true, 0],
      )
    }
  }
}

const ATTRIBUTES: readonly NonNullable<Options['cookieOptions']>[] = [
  {},
  { path: '/app' },
  { domain: 'example.com' },
  { domain: '.Example.com', path: '/app' },
  { sameSite: 'none', partitioned: true },
  { sameSite: 'strict', path: '/app/page' },
  { secure: false },
  { httpOnly: false, priority: 'high' },
  { domain: 'www.example.com', partitioned: true, sameSite: 'none', path: '/app' },
]

/** Two saves give one cookie, and cookies of others stay as they are. */
export async function neighbours(tally: Tally, format: FormatName): Promise<void> {
  const sessions = sessionsOf({ accept: [format], cookieName: 's', chunk: true })
  const theirs: (string | string[] | number)[] = [
    'other=1; Path=/',
    ['a=1', 'ss=2; Path=/', 's2=3'],
    [],
    'x',
  ]
  for (const present of theirs) {
    const before = [present].flat().map(String)
    const ours = async (
      act: (session: Awaited<ReturnType<typeof sessions.open>>) => Promise<unknown>,
    ) => {
      const { req, res } = nodePair()
      res.setHeader('set-cookie', present as string)
      await act(await sessions.open(req, res))
      const lines = linesOf(res)
      return [
        lines.slice(0, before.length),
        lines.slice(before.length).map((line) => line.slice(0, 2)),
      ]
    }
    const how = JSON.stringify(present)
    await tally.holds(
      `two saves beside ${how}`,
      () =>
        ours(async (session) => {
          session.set('a', 1)
          await session.save()
          session.set('a', 2)
          await session.save()
        }),
      [before, ['s=']],
    )
    await tally.holds(
      `a save and a logout beside ${how}`,
      () =>
        ours(async (session) => {
          session.set('a', 1)
          await session.save()
          await session.destroy()
        }),
      [before, ['s=']],
    )
    await tally.misuse(`a save after a logout beside ${how}`, () =>
      ours(async (session) => {
        await session.destroy()
        await session.save()
      }),
    )
  }
}

/** A cookie that moved: a logout ends it at the old place as well, in one piece or in several. */
export async function moves(tally: Tally, format: FormatName): Promise<void> {
  const options: Options = { accept: [format], cookieName: 's', chunk: true }
  const now = sessionsOf({ ...options, moved: [{ path: '/app' }, { domain: 'example.com' }] })
  for (const cookieOptions of [{ path: '/app' }, { domain: 'example.com' }])
    for (const lengths of [
      [10, 10],
      [5000, 5000],
      [5000, 10],
      [10, 5000],
      [9000, 5000],
    ]) {
      const how = `${lengths.join(' then ')} bytes from ${JSON.stringify(cookieOptions)}`
      await tally.holds(
        how,
        async () => {
          const browser = new ModelBrowser()
          const step = async (
            sessions: typeof now,
            act: (session: Awaited<ReturnType<typeof now.open>>) => Promise<unknown>,
          ): Promise<void> => {
            const seen = await visit(sessions, browser.cookieHeader(SITE, Date.now()), act)
            browser.receive(SITE, seen.lines, Date.now())
          }
          for (const [at, length] of lengths.entries())
            await step(at === 0 ? sessionsOf({ ...options, cookieOptions }) : now, (session) => {
              session.set('a', 'x'.repeat(length))
              return session.save()
            })
          await step(now, (session) => session.destroy())
          return browser.cookies.length
        },
        0,
      )
    }
}
