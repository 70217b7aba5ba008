import type { Exchange, OutgoingCookie } from '../exchange.ts'
import { Notes } from '../notes.ts'
import { assertFits, cookieTooBig } from './cookie-limit.ts'
import { type CookieTransportSettings, expireCookie } from './cookie-transport.ts'
import { CookieMaker, type CookieOptions, makeCookie } from './set-cookie.ts'
import { MAX_COOKIE_SIZE, type Transport } from './transport.ts'

/**
 * Four, whatever the request says: a count that a cookie could name would be free work for anyone, and more than four cookies
 * of 4 kB do not pass the header limits of common proxies.
 */
export const MAX_CHUNKS = 4

/** What a user is told when a seal cannot be carried; all sizes in bytes. */
export interface ChunkMessages {
  /** Splitting is off and the browser already holds chunks. */
  splitElsewhere(size: number): string
  tooManyChunks(needed: number): string
  noRoom(overhead: number): string
}

export interface ChunkedTransportSettings extends CookieTransportSettings {
  /** Whether a seal that does not fit into one cookie is split. Reading takes both forms in any case. */
  readonly split: boolean
  readonly messages: ChunkMessages
}

/** Carries the seal in one cookie, or split over `name.0` to `name.3`. */
export function createChunkedTransport(settings: ChunkedTransportSettings): Transport {
  const { name, options, limit, messages, candidates, replace, split } = settings
  const names = namesOf(name)
  const maker = new CookieMaker(name, options)

  const send = (exchange: Exchange, cookie: OutgoingCookie): string => {
    exchange.writeCookie(cookie, replace)
    carriedBy(exchange.response).add(cookie.name)
    return cookie.text
  }
  const expire = (exchange: Exchange, cookie: string): string => {
    carriedBy(exchange.response).delete(cookie)
    return expireCookie(exchange, cookie, options, replace)
  }

  /** Expires what the browser has or is about to get of another form, so that it cannot win over the new one. */
  const expireLeftovers = (exchange: Exchange, chunksInUse: number): string[] => {
    const leftovers: string[] = []
    const onResponse = carriedBy(exchange.response)
    const expireIfThere = (cookie: string): void => {
      if (onResponse.has(cookie) || isPresent(exchange, cookie))
        leftovers.push(expire(exchange, cookie))
    }
    if (chunksInUse > 0) expireIfThere(name)
    for (const chunk of names.chunks.slice(chunksInUse)) expireIfThere(chunk)
    return leftovers
  }

  const splitSeal = (
    seal: string,
    explainSize: () => string,
    attributes: CookieOptions,
  ): string[] => {
    const overhead = limit.measure(makeCookie(names.first, '', attributes).text)
    const room = MAX_COOKIE_SIZE - overhead
    if (room <= 0) throw cookieTooBig(messages.noRoom(overhead), explainSize())
    const needed = Math.ceil(seal.length / room)
    if (needed > MAX_CHUNKS) throw cookieTooBig(messages.tooManyChunks(needed), explainSize())
    return Array.from({ length: needed }, (_, index) =>
      seal.slice(index * room, (index + 1) * room),
    )
  }

  return {
    maxLength: MAX_COOKIE_SIZE * MAX_CHUNKS,

    read(exchange) {
      const whole = firstOf(exchange.readCookies(name), candidates)
      const joined = joinChunks(exchange, names)
      if (joined.length === 0) return whole
      return [...whole, ...joined.slice(0, Math.max(1, candidates - whole.length))]
    },

    write(exchange, seal, explainSize, lifetime) {
      const whole = maker.make(seal, lifetime)
      const size = limit.measure(whole.text)
      if (size <= MAX_COOKIE_SIZE) {
        return [send(exchange, whole), ...expireLeftovers(exchange, 0)]
      }
      if (!split) {
        const elsewhere = isPresent(exchange, names.first)
        throw cookieTooBig(
          elsewhere ? messages.splitElsewhere(size) : limit.tooBig(size),
          explainSize(),
        )
      }
      const attributes = { ...options, ...lifetime }
      const chunks = splitSeal(seal, explainSize, attributes).map((part, index) =>
        makeCookie(names.chunks[index] as string, part, attributes),
      )
      // The room was measured for a seal as it is; an encoder of the user may make more of it.
      for (const chunk of chunks) assertFits(chunk, limit, explainSize)
      return [
        ...chunks.map((chunk) => send(exchange, chunk)),
        ...expireLeftovers(exchange, chunks.length),
      ]
    },

    clear(exchange) {
      return [expire(exchange, name), ...expireLeftovers(exchange, 0)]
    },
  }
}

/** The names of a seal's cookie, whole or in chunks. */
export interface ChunkNames {
  readonly whole: string
  readonly first: string
  readonly chunks: readonly string[]
}

/** Written once: a request without a cookie is asked for all of them. */
export function namesOf(whole: string): ChunkNames {
  const first = `${whole}.0`
  const others = Array.from({ length: MAX_CHUNKS - 1 }, (_, index) => `${whole}.${index + 1}`)
  return { whole, first, chunks: [first, ...others] }
}

/** The first values that are not empty. Mostly there is one or none, and no other list is made for it. */
function firstOf(values: readonly string[], most: number): readonly string[] {
  if (values.length === 0 || (values.length === 1 && values[0] !== '')) return values
  return values.filter(Boolean).slice(0, most)
}

/** Whether a cookie of this name came, and not an empty one. */
function isPresent(exchange: Exchange, name: string): boolean {
  const values = exchange.readCookies(name)
  // Asked for six names where no cookie came, and a sixth of the time of that.
  if (values.length === 0) return false
  return values.some(Boolean)
}

/** Whether chunks came and one is missing before the last of them; that the last is missing shows in nothing but a wrong MAC. */
export function hasGap(exchange: Exchange, { whole, chunks }: ChunkNames): boolean {
  if (isPresent(exchange, whole)) return false
  let gap = false
  for (const chunk of chunks) {
    if (!isPresent(exchange, chunk)) gap = true
    else if (gap) return true
  }
  return false
}

/** The names under which chunks came with the request. */
export function chunksThatCame(exchange: Exchange, { chunks }: ChunkNames): string[] {
  return chunks.filter((chunk) => isPresent(exchange, chunk))
}

/**
 * The names of the cookies that a response already carries. The request does not know of them, and a session that is saved and
 * then destroyed in one response would come back with the chunks of the first.
 */
const carried = new Notes<Set<string>>('ironseal.carried.v1', (value) => value instanceof Set)

function carriedBy(response: object): Set<string> {
  const known = carried.get(response)
  if (known !== undefined) return known
  const names = new Set<string>()
  carried.set(response, names)
  return names
}

/**
 * The seals that the chunks can stand for, the likeliest first. They are joined unseen: the seal's MAC covers all of them.
 *
 * Chunks are read in order up to the first gap. Where a browser sends several of one name, the firsts belong together, then the
 * seconds, and so on; one that stands alone belongs to all of them, because a single planted chunk must not hide the session.
 */
function joinChunks(exchange: Exchange, { first, chunks }: ChunkNames): readonly string[] {
  // Nearly always: what follows would take a microsecond to join nothing.
  if (!isPresent(exchange, first)) return NONE
  const parts: string[][] = []
  for (const chunk of chunks) {
    const values = exchange.readCookies(chunk).filter(Boolean)
    if (values.length === 0) break
    parts.push(values)
  }
  const most = Math.max(0, ...parts.map((values) => values.length))
  const turns = Array.from({ length: most }, (_, turn) => turn)
  const rows = turns.map((turn) =>
    // None is empty: the first that is ends the parts.
    parts.map((values) => values[Math.min(turn, values.length - 1)] as string),
  )
  // Two sessions of different lengths: the longer one's last chunks belong to the other one alone.
  const shared = parts.findIndex((values) => values.length < most)
  if (shared > 0) rows.push(...rows.map((row) => row.slice(0, shared)))
  return [...new Set([...rows.map(untilShorter), ...rows].map((row) => row.join('')))]
}

const NONE: readonly string[] = Object.freeze([])

/** All chunks of a seal but the last are of one length: what follows a shorter one was planted or forgotten there. */
function untilShorter(row: readonly string[]): readonly string[] {
  const last = row.findIndex((chunk) => chunk.length < (row[0] as string).length)
  return last === -1 ? row : row.slice(0, last + 1)
}
