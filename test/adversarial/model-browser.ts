import { endOf, type ParsedCookie, parseSetCookie } from './set-cookie-parser.ts'

/*
 * A browser's cookie store, as RFC 6265bis has it: §5.7 storage model, §5.8 retrieval, and the prefixes and partitions of its
 * companions. Written from the text, to see whether what we set is what comes back.
 */

export interface StoredCookie {
  readonly name: string
  readonly value: string
  readonly domain: string
  readonly hostOnly: boolean
  readonly path: string
  readonly secure: boolean
  readonly httpOnly: boolean
  readonly partitioned: boolean
  readonly expires: number | undefined
  readonly created: number
}

export class ModelBrowser {
  #cookies: StoredCookie[] = []
  #turn = 0

  /** Takes the `Set-Cookie` values of a response. */
  receive(url: URL, lines: readonly string[], now: number): void {
    for (const line of lines) {
      const parsed = parseSetCookie(line)
      const cookie = parsed && this.#accept(url, parsed, now)
      if (cookie === undefined) continue
      const twin = this.#cookies.find((known) => isSame(known, cookie))
      this.#cookies = this.#cookies.filter((known) => known !== twin)
      // A cookie that takes another's place keeps its age (§5.7 step 23).
      this.#cookies.push({ ...cookie, created: twin?.created ?? cookie.created })
    }
    this.#forget(now)
  }

  /** The `Cookie` header of a request; `undefined` where there is none. */
  cookieHeader(url: URL, now: number): string | undefined {
    this.#forget(now)
    const sent = this.#cookies
      .filter((cookie) => isSentTo(cookie, url))
      .sort((left, right) => right.path.length - left.path.length || left.created - right.created)
    if (sent.length === 0) return undefined
    return sent.map(({ name, value }) => (name === '' ? value : `${name}=${value}`)).join('; ')
  }

  /** Closes the browser. */
  close(): void {
    this.#cookies = this.#cookies.filter(({ expires }) => expires !== undefined)
  }

  /** What it holds. */
  get cookies(): readonly StoredCookie[] {
    return this.#cookies
  }

  #forget(now: number): void {
    this.#cookies = this.#cookies.filter(({ expires }) => expires === undefined || expires > now)
  }

  #accept(url: URL, parsed: ParsedCookie, now: number): StoredCookie | undefined {
    const { name, value, attributes } = parsed
    if (name === '' && value === '') return undefined
    const domain = (attributes.get('domain') ?? '').replace(/^\./, '').toLowerCase()
    // A name of one label stands in for the list of public suffixes.
    const isPublic = domain !== '' && !domain.includes('.')
    if (isPublic && domain !== url.hostname) return undefined
    const hostOnly = domain === '' || isPublic
    if (!hostOnly && !domainMatches(url.hostname, domain)) return undefined

    const path = attributes.get('path') ?? ''
    const cookie: StoredCookie = {
      name,
      value,
      domain: hostOnly ? url.hostname : domain,
      hostOnly,
      path: path.startsWith('/') ? path : defaultPath(url.pathname),
      secure: attributes.has('secure'),
      httpOnly: attributes.has('httponly'),
      partitioned: attributes.has('partitioned'),
      expires: endOf(attributes, now),
      created: this.#turn++,
    }
    const isSecure = url.protocol === 'https:'
    if (cookie.secure && !isSecure) return undefined
    if (!cookie.secure && !isSecure && this.#shadowsSecure(cookie)) return undefined
    if (attributes.get('samesite')?.toLowerCase() === 'none' && !cookie.secure) return undefined
    if (cookie.partitioned && !cookie.secure) return undefined
    if (!keepsPrefix(cookie, attributes)) return undefined
    return cookie
  }

  /** A page without TLS cannot put a cookie over one that was set with it (§5.7 step 16). */
  #shadowsSecure(cookie: StoredCookie): boolean {
    return this.#cookies.some(
      (known) =>
        known.secure &&
        known.name === cookie.name &&
        (domainMatches(known.domain, cookie.domain) ||
          domainMatches(cookie.domain, known.domain)) &&
        pathMatches(cookie.path, known.path),
    )
  }
}

function isSame(left: StoredCookie, right: StoredCookie): boolean {
  return (['name', 'domain', 'hostOnly', 'path', 'partitioned'] as const).every(
    (part) => left[part] === right[part],
  )
}

function isSentTo({ domain, hostOnly, path, secure }: StoredCookie, url: URL): boolean {
  if (hostOnly ? url.hostname !== domain : !domainMatches(url.hostname, domain)) return false
  return pathMatches(url.pathname, path) && (!secure || url.protocol === 'https:')
}

/** §5.1.3. */
function domainMatches(host: string, domain: string): boolean {
  return host === domain || (host.endsWith(`.${domain}`) && !/^[\d.]+$/.test(host))
}

/** §5.1.4. */
function pathMatches(requested: string, path: string): boolean {
  if (requested === path) return true
  return requested.startsWith(path) && (path.endsWith('/') || requested[path.length] === '/')
}

function defaultPath(pathname: string): string {
  const end = pathname.lastIndexOf('/')
  return end <= 0 ? '/' : pathname.slice(0, end)
}

/** §5.7 steps 20 to 22, and `__Http-` of the layered cookies. Without a name, the value must not look like one. */
function keepsPrefix(
  { name, value, secure, hostOnly, httpOnly, path }: StoredCookie,
  attributes: ParsedCookie['attributes'],
): boolean {
  const start = (name === '' ? value : name).toLowerCase()
  const has = (prefix: string): boolean => start.startsWith(prefix)
  const isHost = has('__host-')
  const isHttp = has('__http-') || has('__host-http-')
  const prefixed = isHost || isHttp || has('__secure-')
  if (name === '') return !prefixed
  if (prefixed && !secure) return false
  if (isHost && !(hostOnly && !attributes.has('domain') && path === '/' && attributes.has('path')))
    return false
  return !isHttp || httpOnly
}
