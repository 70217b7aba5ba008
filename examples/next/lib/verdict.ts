import type { CookieReport, PageReport } from './report'
import { partOf } from './seal-parts'

export interface Verdict {
  tone: 'good' | 'bad' | 'plain'
  title: string
  text: string
}

const REASONS: Record<string, string> = {
  malformed: 'The text does not have the form of a seal. Nothing was decrypted.',
  oversize: 'The text is longer than a cookie can be. Nothing was decoded.',
  truncated: 'The seal ends before it is complete. Nothing was decrypted.',
  'unknown-key': 'The seal names a password that is not in the key ring (any more).',
  'unknown-password': 'The seal names a password that is not in the key ring (any more).',
  invalid: 'The MAC does not match: the seal was changed, or another password made it.',
  expired: 'The seal is genuine, but its time is over.',
}

/** One sentence for what happened to a cookie, for people. */
export function verdictOf({ cookie, user }: Pick<PageReport, 'cookie' | 'user'>): Verdict {
  const { kind, reason = 'invalid' } = cookie.origin
  if (kind === 'rejected') {
    const text = `${REASONS[reason] ?? ''} The session is empty, the page still works.`.trim()
    return { tone: 'bad', title: `Rejected: ${reason}`, text }
  }
  if (kind === 'new') {
    return { tone: 'plain', title: 'No session yet', text: 'The browser sent no session cookie.' }
  }
  return {
    tone: 'good',
    title: user ? `Logged in as ${user.name}` : 'Session opened',
    text: openedWith(cookie),
  }
}

function openedWith({ value, origin }: CookieReport): string {
  const id = partOf(value ?? '', 'id')
  const renewal = origin.stale ? ' A newer one seals now: the next save renews the seal.' : ''
  return `The seal opened with password ${id}.${renewal}`
}
