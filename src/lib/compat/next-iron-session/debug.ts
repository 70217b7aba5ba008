import type { RejectReason } from '../../errors.ts'

/** The messages of Iron for which 4.2.0 wrote a line; it rejected for everything else. */
const MESSAGES: Readonly<Partial<Record<RejectReason, string>>> = {
  expired: 'Expired seal',
  invalid: 'Bad hmac value',
  'unknown-key': 'Cannot find password',
}

/** Writes the line that `DEBUG=next-iron-session` asked for, when a cookie could not be read. */
export function debugRestart(reason: RejectReason): void {
  if (!isWanted()) return
  const why = MESSAGES[reason] ?? reason
  // oxlint-disable-next-line no-console -- it was asked for, and this is where it always went
  console.error(
    `next-iron-session Received error from Iron: ${why}, session was automatically restarted`,
  )
}

/** `DEBUG` is a list of names; of its wildcards only the one for everything is known here. */
function isWanted(): boolean {
  const wanted = typeof process === 'undefined' ? undefined : process.env['DEBUG']
  return wanted !== undefined && wanted.split(/[\s,]+/).some((name) => NAMES.has(name))
}

const NAMES: ReadonlySet<string> = new Set(['next-iron-session', '*'])
