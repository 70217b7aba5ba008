import { SessionError } from '../errors.ts'
import type { SessionsOptions } from './sessions-options.ts'

/** What an Iron seal has no place for: a rule that is not kept must not look as if it were. */
const NOT_IN_IRON = ['idleTimeout', 'absoluteTimeout', 'lifetime', 'version'] as const

/** Throws for options that the format which is written cannot keep. */
export function assertKeptByFormat(
  options: Pick<SessionsOptions<object>, 'accept' | (typeof NOT_IN_IRON)[number]>,
): void {
  if (options.accept?.[0] !== 'iron') return
  const option = NOT_IN_IRON.find((name) => options[name] !== undefined)
  if (option === undefined) return
  throw new SessionError(
    'ERR_IRONSEAL_OPTION',
    `option \`${option}\` cannot be kept by Iron seals, which have no place for times and versions`,
    { option, hint: 'Put `compact` first in `accept` once every server reads it.' },
  )
}

/** A version that is not a whole number would make every seal unreadable. */
export function assertVersion(version: unknown): void {
  if (version === undefined || Number.isSafeInteger(version)) return
  throw new SessionError('ERR_IRONSEAL_OPTION', 'option `version` must be a whole number', {
    option: 'version',
  })
}
