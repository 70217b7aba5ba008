import { SessionError } from '../errors.ts'
import type { SessionLimits } from '../session/limits.ts'
import { MAX_COOKIE_AGE } from '../transport/cookie-rules.ts'
import type { SessionsOptions } from './sessions-options.ts'

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const DEFAULT_TTL = 14 * DAY
const DEFAULT_ABSOLUTE = 30 * DAY

/** The timeouts of NIST SP 800-63B-4, sections 2.1.3, 2.2.3 and 2.3.3. */
const PRESETS = {
  aal1: { idleTimeout: undefined, absoluteTimeout: 30 * DAY },
  aal2: { idleTimeout: HOUR, absoluteTimeout: 24 * HOUR },
  aal3: { idleTimeout: 15 * MINUTE, absoluteTimeout: 12 * HOUR },
} as const

type LifetimeOptions = Pick<
  SessionsOptions<object>,
  'ttl' | 'idleTimeout' | 'absoluteTimeout' | 'lifetime'
>

/** Works out the lifetimes: idle ≤ ttl ≤ absolute ≤ 400 days, and none of them for ever. */
export function resolveLimits(options: LifetimeOptions): SessionLimits {
  const preset = presetOf(options.lifetime)
  const idle = options.idleTimeout ?? preset?.idleTimeout
  const absolute = options.absoluteTimeout ?? preset?.absoluteTimeout ?? DEFAULT_ABSOLUTE
  assertDuration('absoluteTimeout', absolute)
  const ttl = options.ttl ?? (preset === undefined ? Math.min(DEFAULT_TTL, absolute) : absolute)
  assertDuration('ttl', ttl)
  if (idle !== undefined) assertDuration('idleTimeout', idle)

  if (ttl > absolute) throw outOfOrder('ttl', 'absoluteTimeout')
  if (idle !== undefined && idle > ttl) throw outOfOrder('idleTimeout', 'ttl')
  return {
    idle: idle === undefined ? undefined : Math.floor(idle * 1000),
    ttl: Math.floor(ttl * 1000),
    absolute: Math.floor(absolute * 1000),
  }
}

function presetOf(
  lifetime: LifetimeOptions['lifetime'],
): (typeof PRESETS)[keyof typeof PRESETS] | undefined {
  if (lifetime === undefined) return undefined
  if (Object.hasOwn(PRESETS, lifetime)) return PRESETS[lifetime]
  throw new SessionError(
    'ERR_IRONSEAL_OPTION',
    'option `lifetime` must be `aal1`, `aal2` or `aal3`',
    { option: 'lifetime' },
  )
}

function assertDuration(option: string, seconds: unknown): void {
  if (
    typeof seconds === 'number' &&
    Number.isFinite(seconds) &&
    seconds >= 1 &&
    seconds <= MAX_COOKIE_AGE
  )
    return
  throw new SessionError(
    'ERR_IRONSEAL_OPTION',
    `option \`${option}\` must be a number of seconds, at least 1 and at most 400 days, got ${String(seconds)}`,
    {
      option,
      hint: 'A session cannot be good for ever, and no browser keeps a cookie for longer than 400 days.',
    },
  )
}

function outOfOrder(shorter: string, longer: string): SessionError {
  return new SessionError(
    'ERR_IRONSEAL_OPTION',
    `option \`${shorter}\` must not be longer than \`${longer}\``,
    {
      option: shorter,
      hint: `Shorten \`${shorter}\`, or lengthen \`${longer}\`.`,
    },
  )
}
