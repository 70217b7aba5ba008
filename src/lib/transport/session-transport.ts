import { utf8Length } from '../bytes/utf8.ts'
import { SessionError } from '../errors.ts'
import type { Exchange, OutgoingCookie } from '../exchange.ts'
import {
  type ChunkNames,
  chunksThatCame,
  createChunkedTransport,
  hasGap,
  namesOf,
} from './chunked-transport.ts'
import { isSameCookie } from './cookie-identity.ts'
import type { CookieLimit } from './cookie-limit.ts'
import { withoutPrefix } from './cookie-rules.ts'
import { expireCookie } from './cookie-transport.ts'
import { type CookieOptions, makeCookie } from './set-cookie.ts'
import type { Transport } from './transport.ts'

export interface SessionTransportSettings {
  readonly name: string
  readonly options: CookieOptions
  /** `auto`: Secure, except on plain http from this machine; the name then loses its prefix, which only Secure cookies may have. */
  readonly secure: boolean | 'auto'
  readonly split: boolean
  readonly limit: CookieLimit
  /** Told when the cookie is Secure and the connection is not. Whether it is takes a microsecond to find out, so nobody need ask. */
  readonly onDropped?: (() => void) | undefined
  /** Told when the cookies of one response are more than common proxies pass on, in bytes. */
  readonly onBigHeader?: ((size: number) => void) | undefined
  /** Where a cookie of this name used to be set: it is expired there when the new one is written. */
  readonly moved: readonly {
    readonly domain?: string | undefined
    readonly path?: string | undefined
  }[]
}

/** At most this many cookies of one name are tried. */
const CANDIDATES = 5

/**
 * nginx reads the header of an upstream's response into one page, `proxy_buffer_size`, and answers 502 when it does not fit. Beside
 * the status line and a date this much of it is left for cookies, in bytes.
 */
const PROXY_ROOM = 3964

/** Carries the seal of `createSessions`: one cookie or up to four, Secure wherever that works. */
export function createSessionTransport(settings: SessionTransportSettings): Transport {
  const { options, name } = settings
  // Secure as it was set: without it a browser ignores whatever is said of a prefixed name.
  const attributes = { ...options, secure: settings.secure !== false, domain: undefined }
  const moved = settings.moved.map((place) => ({ ...attributes, ...place }))
  assertElsewhere(name, options, moved)
  const secure = transportWith(settings, name, settings.secure !== false)
  const plain =
    settings.secure === 'auto' ? transportWith(settings, withoutPrefix(name), false) : secure
  const transportFor = (exchange: Exchange): Transport =>
    plain !== secure && isLocalPlainHttp(exchange) ? plain : secure
  const secureNames = namesOf(name)
  const plainNames = plain === secure ? secureNames : namesOf(withoutPrefix(name))
  const namesFor = (exchange: Exchange): ChunkNames =>
    transportFor(exchange) === secure ? secureNames : plainNames

  /** A `Cookie` header names no path and no domain, so old twins are expired unseen. A store keyed by name would lose the new cookie. */
  const expireMoved = (exchange: Exchange): string[] => {
    if (moved.length === 0 || !exchange.can.setHeaders) return []
    // Of chunks, those that came: left behind, they would bring back a session that has ended.
    const names = [name, ...chunksThatCame(exchange, secureNames)]
    return moved.flatMap((place) =>
      names.map((cookie) => expireCookie(exchange, cookie, place, true)),
    )
  }

  return {
    maxLength: secure.maxLength,

    read: (exchange) => transportFor(exchange).read(exchange),
    cookieName: (exchange) => namesFor(exchange).whole,
    isTruncated: (exchange) => hasGap(exchange, namesFor(exchange)),

    write(exchange, seal, explainSize, lifetime) {
      const { onDropped, onBigHeader } = settings
      if (onDropped !== undefined && settings.secure !== false && isDroppedBySecure(exchange))
        onDropped()
      const lines = transportFor(exchange).write(exchange, seal, explainSize, lifetime)
      const all = [...lines, ...expireMoved(exchange)]
      if (onBigHeader === undefined) return all
      const size = utf8Length(exchange.http?.responseHeader('set-cookie') ?? all.join(', '))
      if (size > PROXY_ROOM) onBigHeader(size)
      return all
    },

    clear: (exchange) => [...transportFor(exchange).clear(exchange), ...expireMoved(exchange)],
  }
}

/** The deletion at a place that is not another one would delete the cookie that was just written. */
function assertElsewhere(
  name: string,
  options: CookieOptions,
  moved: readonly CookieOptions[],
): void {
  const own = emptyCookie(name, options)
  for (const place of moved) {
    if (!isSameCookie(emptyCookie(name, place).text, own)) continue
    throw new SessionError(
      'ERR_IRONSEAL_OPTION',
      'option `moved` names the place where the cookie is written now',
      { option: 'moved', hint: 'It lists the places where the cookie was set before.' },
    )
  }
}

function emptyCookie(name: string, options: CookieOptions): OutgoingCookie {
  // Stryker disable next-line StringLiteral: only name and attributes are looked at.
  return makeCookie(name, '', options)
}

function transportWith(
  settings: SessionTransportSettings,
  name: string,
  secure: boolean,
): Transport {
  const options = { ...settings.options, secure }
  // Made once, so that an attribute that cannot be written throws here and not at the first save.
  emptyCookie(name, options)
  return createChunkedTransport({
    name,
    options,
    limit: settings.limit,
    candidates: CANDIDATES,
    replace: true,
    split: settings.split,
    messages: {
      splitElsewhere: settings.limit.tooBig,
      tooManyChunks: (needed) => `The session needs ${needed} cookies, and at most 4 are written`,
      noRoom: (overhead) => `The cookie's name and attributes alone take ${overhead} bytes`,
    },
  })
}

function isLocalPlainHttp({ http }: Exchange): boolean {
  const connection = http?.connection()
  return connection !== undefined && connection.loopback && !connection.encrypted
}

/** Browsers keep Secure cookies of plain http for this machine only. */
function isDroppedBySecure({ http }: Exchange): boolean {
  const connection = http?.connection()
  return connection !== undefined && !connection.loopback && !connection.encrypted
}
