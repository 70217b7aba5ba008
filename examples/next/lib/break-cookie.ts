import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { createSessions } from 'ironseal'
import type { SessionsOptions } from 'ironseal'
import type { BreakId } from './breaks'
import { sealOnce } from './seal-once'
import { secret, sessionsCookie } from './sessions'

/** Spoils a cookie in the way that was asked for. `value` is what the visitor has, which may be nothing. */
export async function breakCookie(value: string, way: BreakId): Promise<string> {
  switch (way) {
    case 'flip':
      return flipMiddle(value === '' ? await sealWith({}) : value)
    case 'cut':
      return (value === '' ? await sealWith({}) : value).slice(0, 40)
    case 'garbage':
      return 'this-is-not-a-seal'
    case 'iron':
      return sealWith({ accept: ['iron'] })
    case 'other-key':
      return sealWith({ password: randomBytes(32) })
    case 'other-cookie':
      return sealWith({ cookieName: `${sessionsCookie}-other` })
    case 'expired': {
      const seal = await sealWith({ ttl: 1 })
      await sleep(1010)
      return seal
    }
  }
}

/** The cookie of a session that was configured in another way. */
function sealWith(options: Partial<SessionsOptions<{ user?: string }>>): Promise<string> {
  return sealOnce(createSessions({ password: secret, cookieName: sessionsCookie, ...options }), {
    user: 'somebody else',
  })
}

function flipMiddle(text: string): string {
  const at = Math.floor(text.length / 2)
  return text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1)
}
