import { platform } from '#platform'
import { expect, it, vi } from 'vitest'
import { cookieOf, sessionsOf, visit } from '../sessions/support.ts'

/* Where the memory of seals is off for all tests: if it were on after all, they would say nothing about that. */

it.each<['compact' | 'iron', 'openGcm' | 'decrypt']>([
  ['compact', 'openGcm'],
  ['iron', 'decrypt'],
])('every read opens the %s seal again, though no option says so', async (format, opens) => {
  const sessions = sessionsOf({ accept: [format] })
  const cookie = await cookieOf(sessions, { user: 1 })
  const opened = vi.spyOn(platform, opens)
  for (let time = 0; time < 3; time++)
    await visit(sessions, cookie, (session) => expect(session.get('user')).toBe(1))
  expect(opened).toHaveBeenCalledTimes(3)
  opened.mockRestore()
})
