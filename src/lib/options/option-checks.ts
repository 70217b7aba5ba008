import { SessionError } from '../errors.ts'

/* What JavaScript callers get wrong, and types do not stop. */

export function assertAudience(audience: unknown): void {
  if (audience === undefined || (typeof audience === 'string' && audience !== '')) return
  throw new SessionError(
    'ERR_IRONSEAL_OPTION',
    'option `audience` must be a text that is not empty',
    { option: 'audience' },
  )
}

export function assertList(option: string, value: unknown): void {
  if (value === undefined || Array.isArray(value)) return
  throw new SessionError('ERR_IRONSEAL_OPTION', `option \`${option}\` must be a list`, {
    option,
    hint: 'Put it into brackets.',
  })
}

export function assertSchema(schema: unknown): void {
  if (schema === undefined) return
  const standard = (schema as { '~standard'?: { validate?: unknown } } | null)?.['~standard']
  if (typeof standard?.validate === 'function') return
  throw new SessionError('ERR_IRONSEAL_OPTION', 'option `schema` must be a Standard Schema', {
    option: 'schema',
    hint: 'Schemas of zod, valibot and arktype are; see standardschema.dev for others.',
  })
}

export function assertNoLifetime(cookieOptions: object): void {
  for (const option of ['maxAge', 'expires']) {
    if (option in cookieOptions) throw lifetimeInCookie(option)
  }
}

function lifetimeInCookie(option: string): SessionError {
  return new SessionError(
    'ERR_IRONSEAL_OPTION',
    `option \`cookieOptions.${option}\` is not taken`,
    {
      option: `cookieOptions.${option}`,
      hint: 'A cookie and its seal must end together: set `ttl`, and `persistent: false` for a cookie that ends with the browser.',
    },
  )
}

/** The error for an option that breaks a rule, with the next step. */
export function misuse(option: string, rule: string, hint: string): SessionError {
  return new SessionError('ERR_IRONSEAL_OPTION', `option \`${option}\` ${rule}`, { option, hint })
}
