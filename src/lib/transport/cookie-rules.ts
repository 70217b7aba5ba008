import { SessionError } from '../errors.ts'
import type { CookieOptions } from './set-cookie.ts'

/* Rules of RFC 6265bis and its companions that a browser enforces by dropping the cookie without a word. */

/** The longest that a browser keeps a cookie, in seconds (RFC 6265bis §5.5). */
export const MAX_COOKIE_AGE: number = 400 * 24 * 3600
/** The longest attribute value that a browser honours, in bytes (RFC 6265bis §5.6). */
const MAX_ATTRIBUTE_BYTES = 1024

/** What each prefix of a cookie name promises. Browsers compare prefixes without regard to case. */
const PREFIXES: readonly (readonly [
  prefix: string,
  rules: readonly (keyof typeof PREFIX_RULES)[],
])[] = [
  ['__host-http-', ['secure', 'host', 'http']],
  ['__host-', ['secure', 'host']],
  ['__secure-', ['secure']],
  ['__http-', ['secure', 'http']],
]

const PREFIX_RULES = {
  secure: (options: CookieOptions) => (options.secure ? undefined : '`secure: true`'),
  http: (options: CookieOptions) => (options.httpOnly ? undefined : '`httpOnly: true`'),
  host: (options: CookieOptions) =>
    options.domain || options.path !== '/' ? "`path: '/'` and no `domain`" : undefined,
}

/**
 * Throws unless a browser would keep a cookie of this name with these attributes.
 *
 * Checked when `createSessions` runs: a cookie that is dropped looks like a login that does not work.
 */
export function assertKeepable(name: string, options: CookieOptions): void {
  if (!/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name)) {
    throw refuse('cookieName', "must be a token: letters, digits and !#$%&'*+-.^_`|~")
  }
  const lower = name.toLowerCase()
  const [prefix, rules = []] = PREFIXES.find(([start]) => lower.startsWith(start)) ?? []
  for (const rule of rules) {
    const needed = PREFIX_RULES[rule](options)
    if (needed !== undefined)
      throw refuse(
        'cookieOptions',
        `must have ${needed}, which the name's prefix \`${prefix}\` promises`,
      )
  }
  if (isNone(options.sameSite) && !options.secure) {
    throw refuse('cookieOptions.sameSite', "can be `'none'` only with `secure: true`")
  }
  if (options.partitioned && !options.secure) {
    throw refuse('cookieOptions.partitioned', 'needs `secure: true`')
  }
  for (const attribute of ['domain', 'path'] as const) {
    if ((options[attribute]?.length ?? 0) > MAX_ATTRIBUTE_BYTES) {
      throw refuse(`cookieOptions.${attribute}`, `must have at most ${MAX_ATTRIBUTE_BYTES} bytes`)
    }
  }
}

function isNone(sameSite: CookieOptions['sameSite']): boolean {
  return typeof sameSite === 'string' && sameSite.toLowerCase() === 'none'
}

function refuse(option: string, rule: string): SessionError {
  return new SessionError('ERR_IRONSEAL_OPTION', `option \`${option}\` ${rule}`, {
    option,
    hint: 'A browser would drop the cookie without saying so.',
  })
}

/** The name without the prefix that only a secure cookie may have. */
export function withoutPrefix(name: string): string {
  return name.replace(/^__(?:host-http|host|secure|http)-/i, '')
}
