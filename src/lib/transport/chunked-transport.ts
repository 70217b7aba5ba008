import type { Exchange } from '../exchange.ts'
import { cookieTooBig } from './cookie-limit.ts'
import { type CookieTransportSettings, expireCookie } from './cookie-transport.ts'
import { type CookieOptions, makeCookie } from './set-cookie.ts'
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
  const chunkName = (index: number): string => `${name}.${index}`
  const isPresent = (exchange: Exchange, cookie: string): boolean =>
    exchange.readCookies(cookie).some(Boolean)

  /** Expires what the request still carries of an earlier form, so that it cannot win over the new one. */
  const expireLeftovers = (exchange: Exchange, chunksInUse: number): string[] => {
    const leftovers = Array.from({ length: MAX_CHUNKS - chunksInUse }, (_, index) =>
      chunkName(chunksInUse + index),
    )
    if (chunksInUse > 0) leftovers.unshift(name)
    return leftovers
      .filter((cookie) => isPresent(exchange, cookie))
      .map((cookie) => expireCookie(exchange, cookie, options, replace))
  }

  const splitSeal = (
    seal: string,
    explainSize: () => string,
    attributes: CookieOptions,
  ): string[] => {
    const overhead = limit.measure(makeCookie(chunkName(0), '', attributes).text)
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
      const whole = exchange.readCookies(name).filter(Boolean).slice(0, candidates)
      const joined = joinChunks(exchange, chunkName)
      return joined === '' ? whole : [...whole, joined]
    },

    write(exchange, seal, explainSize, lifetime) {
      const attributes = { ...options, ...lifetime }
      const whole = makeCookie(name, seal, attributes)
      const size = limit.measure(whole.text)
      if (size <= MAX_COOKIE_SIZE) {
        exchange.writeCookie(whole, replace)
        return [whole.text, ...expireLeftovers(exchange, 0)]
      }
      if (!split) {
        const elsewhere = isPresent(exchange, chunkName(0))
        throw cookieTooBig(
          elsewhere ? messages.splitElsewhere(size) : limit.tooBig(size),
          explainSize(),
        )
      }
      const chunks = splitSeal(seal, explainSize, attributes).map((part, index) =>
        makeCookie(chunkName(index), part, attributes),
      )
      for (const chunk of chunks) exchange.writeCookie(chunk, replace)
      return [...chunks.map((chunk) => chunk.text), ...expireLeftovers(exchange, chunks.length)]
    },

    clear(exchange) {
      return [expireCookie(exchange, name, options, replace), ...expireLeftovers(exchange, 0)]
    },
  }
}

/** The chunks in order up to the first gap. They are joined unseen: the seal's MAC covers all of them. */
function joinChunks(exchange: Exchange, chunkName: (index: number) => string): string {
  let joined = ''
  for (let index = 0; index < MAX_CHUNKS; index++) {
    const [part] = exchange.readCookies(chunkName(index))
    if (!part) break
    joined += part
  }
  return joined
}
