import { ENDS, REASONS } from './reasons'
import type { SessionsReport } from './sessions-report'
import type { Verdict } from './verdict'

/** What happened to the cookie of a session, for people. */
export function sessionsVerdict({ origin, user, limits }: SessionsReport): Verdict {
  if (origin.kind === 'new') {
    return {
      tone: 'plain',
      title: 'No session',
      text: 'The browser sent no cookie: there was none, or it was remembered until its end and the browser dropped it then.',
    }
  }
  if (origin.kind === 'resumed') {
    return user === null
      ? { tone: 'plain', title: 'A session of nobody', text: 'It has an id, and no user in it.' }
      : { tone: 'good', title: `Logged in as ${user}`, text: 'The seal opened, in all its limits.' }
  }
  const { reason } = origin
  const limit = reason === 'idle' ? limits.idle : limits.absolute
  const rule = reason === 'idle' || reason === 'too-old' ? ` The limit is ${limit} seconds.` : ''
  return {
    tone: 'bad',
    title: `${ENDS.includes(reason) ? 'Ended' : 'Rejected'}: ${reason}`,
    text: `${REASONS[reason]}${rule} The session is empty, the page still works.`,
  }
}
