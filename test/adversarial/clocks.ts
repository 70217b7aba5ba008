import { vi } from 'vitest'
import { cookieOf, type Options, sessionsOf, visit } from '../sessions/support.ts'
import type { Attack, FormatName } from './attack.ts'
import { DAY, impossible, limits, messages, openAt, SECOND, T } from './limits.ts'
import type { Tally } from './tally.ts'

/* Clocks that are wrong, at their ends or put back, and every limit at its very millisecond. */

/** Runs with a clock that can be set. */
async function withClock(act: (setTime: (to: number) => void) => Promise<void>): Promise<void> {
  vi.useFakeTimers({ toFake: ['Date'], now: T })
  try {
    await act((to) => void vi.setSystemTime(to))
  } finally {
    vi.useRealTimers()
  }
}

export const CLOCKS: Attack = {
  name: '6.5 clocks',
  run: (tally, format) =>
    withClock(async (setTime) => {
      await ends(tally, format, setTime)
      await farTimes(tally, format, setTime)
      await zones(tally, format, setTime)
      if (format === 'iron') return
      await limits(tally, setTime)
      await messages(tally, setTime)
      await impossible(tally)
    }),
}

/** The end of a seal, a millisecond before and after, at several moments of history. */
async function ends(
  tally: Tally,
  format: FormatName,
  setTime: (to: number) => void,
): Promise<void> {
  const options: Options = { accept: [format], ttl: 3600 }
  for (const now of [
    0,
    1,
    999,
    2 ** 31 * SECOND - 1,
    2 ** 31 * SECOND,
    2 ** 32 * SECOND,
    T + 1,
    4e12,
  ]) {
    setTime(now)
    const cookie = await cookieOf(sessionsOf(options), { user: 1 })
    const end = now + 3600 * SECOND
    for (const [offset, good] of [
      [-3600 * SECOND, true],
      [-1, true],
      [0, false],
      [1, false],
      [DAY, false],
      [20 * DAY, false],
    ] as const) {
      setTime(end + offset)
      const how = `${offset} ms from the end of a seal of ${now}`
      if (good) await tally.resumed(how, openAt(options, cookie), { user: 1 })
      else await tally.refused(how, openAt(options, cookie), 'expired')
    }
    // A clock that was put back by an hour between sealing and opening.
    setTime(now - 3600 * SECOND)
    const early = `an hour before a seal of ${now}`
    if (format === 'compact' && now > 3600 * SECOND)
      await tally.refused(early, openAt(options, cookie), 'invalid')
    else await tally.attempt(early, openAt(options, cookie))
  }
}

/** Clocks that tell nonsense: never an exception on reading, and no seal that is good for ever. */
async function farTimes(
  tally: Tally,
  format: FormatName,
  setTime: (to: number) => void,
): Promise<void> {
  const options: Options = { accept: [format], ttl: 3600 }
  setTime(T)
  const cookie = await cookieOf(sessionsOf(options), { user: 1 })
  for (const now of [-1, -8.64e15, 8.64e15, NaN, T + 0.5]) {
    setTime(now)
    await tally.attempt(`opening when it is ${now}`, openAt(options, cookie))
    await tally.attempt(`sealing when it is ${now}`, async () => {
      const made = await cookieOf(sessionsOf(options)).catch((error: { code?: string }) => {
        if (error.code?.startsWith('ERR_IRONSEAL_') !== true) throw error
        return undefined
      })
      setTime(T + 1000 * DAY)
      if (made === undefined || now > T + 1) return
      const { session } = await visit(sessionsOf(options), made)
      if (session.origin.kind === 'resumed') tally.note('accepted', `a seal of ${now}`)
    })
  }
  setTime(T)
}

/** Summer time and leap seconds are nobody's business. */
async function zones(
  tally: Tally,
  format: FormatName,
  setTime: (to: number) => void,
): Promise<void> {
  const zone = process.env['TZ']
  const options: Options = { accept: [format], ttl: 3600 }
  for (const TZ of ['UTC', 'Pacific/Kiritimati', 'America/St_Johns', 'Europe/Berlin']) {
    process.env['TZ'] = TZ
    for (const change of [
      Date.UTC(2026, 2, 29, 0, 59),
      Date.UTC(2026, 9, 25, 0, 59),
      Date.UTC(2016, 11, 31, 23, 59),
    ]) {
      setTime(change)
      const cookie = await cookieOf(sessionsOf(options), { user: 1 })
      setTime(change + 3600 * SECOND - 1)
      await tally.resumed(`${TZ}, the last moment`, openAt(options, cookie), { user: 1 })
      setTime(change + 3600 * SECOND)
      await tally.refused(`${TZ}, over`, openAt(options, cookie), 'expired')
    }
  }
  if (zone === undefined) delete process.env['TZ']
  else process.env['TZ'] = zone
}
