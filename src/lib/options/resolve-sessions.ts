import { platform } from '#platform'
import { encodeBase64url } from '../bytes/base64url.ts'
import { utf8Length } from '../bytes/utf8.ts'
import { SessionError } from '../errors.ts'
import type { ProxyTrust } from '../exchanges/http.ts'
import { createKeySource } from '../keys/key-source.ts'
import type { MaybePromise } from '../platform/maybe-promise.ts'
import { createCompactFormat } from '../seal/compact.ts'
import { SID_BYTES } from '../seal/compact-plaintext.ts'
import type { SealFormat } from '../seal/format.ts'
import { createIronFormat } from '../seal/iron.ts'
import { createVerifiedSeals, type VerifiedSeals } from '../seal/verified-seals.ts'
import { adviseOnBigHeader, adviseOnPlainHttp, adviseOnRejection } from '../session/advice.ts'
import { createEventSink, type SessionEvent } from '../session/events.ts'
import { LateFacts, type SessionFacts, withFacts } from '../session/facts.ts'
import { createFactsCodec } from '../session/facts-codec.ts'
import { needsRenewal, sealExpiry } from '../session/limits.ts'
import { createDataParser } from '../session/schema.ts'
import { isDevelopment } from '../session/warnings.ts'
import { createBearerTransport } from '../transport/bearer-transport.ts'
import type { CookieLimit } from '../transport/cookie-limit.ts'
import { assertKeepable, withoutPrefix } from '../transport/cookie-rules.ts'
import { createSessionTransport } from '../transport/session-transport.ts'
import type { CookieOptions } from '../transport/set-cookie.ts'
import { type Config, cookieSource, sealerOf, type Source } from './config.ts'
import { resolveLimits } from './limits.ts'
import { assertAudience, assertList, assertNoLifetime, assertSchema } from './option-checks.ts'
import { assertKeptByFormat, assertVersion } from './format-rules.ts'
import { keySettings, type SessionsOptions } from './sessions-options.ts'

const COOKIE_DEFAULTS = { httpOnly: true, sameSite: 'lax', path: '/' } as const

/** Name and value count, in bytes, as RFC 6265bis §5.6 has it; attributes have a limit of their own. */
const COOKIE_LIMIT: CookieLimit = {
  measure(text) {
    const end = text.indexOf(';')
    return utf8Length(end === -1 ? text : text.slice(0, end)) - 1
  },
  tooBig: (size) => `The session takes ${size} bytes of a cookie that holds 4096`,
}

/** The configuration of `createSessions`, and the rules that its handles need. */
export interface SessionsConfig {
  readonly config: Config
  /** Whether use of a session must be noted in a new seal now. */
  readonly needsRenewal: (facts: SessionFacts, now: number) => boolean
  readonly newFacts: (now: number) => SessionFacts
  readonly stamp: (facts: SessionFacts, now: number) => SessionFacts
  /** Fetches the keys where they have to be fetched and sealing with them is then synchronous. */
  readonly awaitKeys: () => MaybePromise<unknown>
  /** The application's say in whether a request counts as use. */
  readonly countsAsUse: (request: object) => boolean
  /** Whether changes of a request that ends with a 5xx are saved without being asked for. */
  readonly commitOnError: boolean
  readonly trust: ProxyTrust
}

/** Checks every option but the password, which is checked when it is first used. */
export function resolveSessions<Data extends object>(
  options: SessionsOptions<Data>,
): SessionsConfig {
  const { cookieName = '__Host-session', audience, version, onEvent } = options
  assertVersion(version)
  assertSchema(options.schema)
  for (const option of ['acceptNames', 'moved', 'accept'] as const)
    assertList(option, options[option])
  assertKeptByFormat(options)
  const limits = resolveLimits(options)
  const transient = options.persistent === false
  const newId = (): string => encodeBase64url(platform.randomBytes(SID_BYTES))
  const newFacts = (now: number): SessionFacts => ({
    id: newId(),
    created: now,
    authenticated: now,
    issued: now,
    expires: sealExpiry(now, limits, now),
    transient,
  })
  const lateFacts = (now: number, expires = sealExpiry(now, limits, now)): SessionFacts =>
    new LateFacts(now, expires, transient, newId)
  const stamp = (facts: SessionFacts, now: number): SessionFacts =>
    withFacts(facts, { issued: now, expires: sealExpiry(facts.created, limits, now) })

  const emit = createEventSink([
    adviseOnEvent,
    (event) => platform.publish(event),
    ...(onEvent === undefined ? [] : [onEvent]),
  ])
  const keys = createKeySource(options.password, {
    ...keySettings(options),
    onRefreshFailed: (error) => emit({ type: 'key-refresh-failed', cookieName, error }),
  })
  const sources = resolveSources(options, cookieName)
  const parser = createDataParser({ schema: options.schema, version, migrate: options.migrate })
  const longest = Math.max(...sources.map(({ transport }) => transport.maxLength))
  const config: Config = Object.freeze({
    api: 'sessions',
    cookieName,
    ring: undefined,
    sealer: sealerOf(keys, resolveFormats(options), longest, resolveMemory(options)),
    sources,
    codec: createFactsCodec({ limits, newFacts, lateFacts, version }),
    parser,
    readFrom: options.cacheHeaders === false ? undefined : headersOf(options),
    emit,
    synchronous: platform.synchronous && keys.synchronous && parser === undefined,
  })
  assertAudience(audience)
  return {
    config,
    newFacts,
    stamp,
    needsRenewal: (facts, now) => needsRenewal(facts, limits, now),
    awaitKeys: () => (platform.synchronous && !keys.synchronous ? keys.current() : undefined),
    countsAsUse: options.countsAsUse ?? (() => true),
    commitOnError: options.commitOnError === true,
    trust: { trustProxy: options.trustProxy === true },
  }
}

function headersOf({ bearer = false }: Pick<SessionsOptions<object>, 'bearer'>): string[] {
  return bearer ? ['Authorization', 'Cookie'] : ['Cookie']
}

function resolveSources<Data extends object>(
  options: SessionsOptions<Data>,
  cookieName: string,
): readonly Source[] {
  const { audience, acceptNames = [], moved = [], bearer = false } = options
  const transportOf = (name: string, places: typeof moved): Source => {
    const transport = createSessionTransport({
      name,
      ...resolveCookie(name, options.cookieOptions),
      split: options.chunk === true,
      limit: COOKIE_LIMIT,
      moved: places,
      ...(isDevelopment() && {
        onDropped: () => adviseOnPlainHttp(name),
        onBigHeader: (size: number) => adviseOnBigHeader(name, size),
      }),
    })
    return cookieSource(transport, { purpose: 'session', name, audience })
  }
  const cookies = [
    transportOf(cookieName, moved),
    ...acceptNames.map((name) => transportOf(name, [])),
  ]
  if (!bearer) return cookies
  const context = { purpose: 'bearer', name: cookieName, audience }
  return [
    { transport: createBearerTransport(), context, exclusive: true, writable: false },
    ...cookies,
  ]
}

function resolveCookie(
  name: string,
  cookieOptions: SessionsOptions<object>['cookieOptions'] = {},
): { options: CookieOptions; secure: boolean | 'auto' } {
  const { secure = true, ...rest } = cookieOptions
  assertNoLifetime(cookieOptions)
  const options = { ...COOKIE_DEFAULTS, ...rest }
  assertKeepable(name, { ...options, secure: secure !== false })
  // Only then may the prefix be left out, and the name must still be one.
  if (secure === 'auto') assertKeepable(withoutPrefix(name), { ...options, secure: true })
  return { options, secure }
}

function resolveFormats({
  accept = ['compact'],
  padding,
}: Pick<SessionsOptions<object>, 'accept' | 'padding'>): [SealFormat, ...SealFormat[]] {
  const makers = {
    compact: () => createCompactFormat(padding === true),
    iron: () => createIronFormat(),
  }
  const formats = accept.map((name) => (Object.hasOwn(makers, name) ? makers[name]() : undefined))
  const [first, ...others] = formats
  if (first === undefined || others.includes(undefined)) {
    throw new SessionError(
      'ERR_IRONSEAL_OPTION',
      'option `accept` must be a list of `compact` and `iron`',
      {
        option: 'accept',
        hint: 'The first is written, all are read.',
      },
    )
  }
  return [first, ...others.filter((format) => format !== undefined)]
}

function resolveMemory({
  rememberSeals = true,
}: Pick<SessionsOptions<object>, 'rememberSeals'>): VerifiedSeals | undefined {
  return rememberSeals ? createVerifiedSeals() : undefined
}

function adviseOnEvent(event: SessionEvent): void {
  if (event.type === 'rejected') adviseOnRejection(event.reason, event.cookieName)
}
