import type { Exchange } from '../exchange.ts'

/** Where a seal travels between the browser and the server. It never sees a key, nor what is in the seal. */
export interface Transport {
  /** The longest seal that is ever sent this way, in characters; anything longer is not ours. */
  readonly maxLength: number
  /** The seals that came with the request, best candidate first; the empty list where none came. Never throws. */
  read(exchange: Exchange): readonly string[]
  /**
   * Sends a seal with the response and returns the `Set-Cookie` values.
   *
   * @param explainSize Says what makes the seal big, for the error that refuses it.
   * @param lifetime Takes the place of the `maxAge` that the transport was made with.
   * @throws SessionError `ERR_IRONSEAL_COOKIE_TOO_BIG` before anything is written.
   */
  write(
    exchange: Exchange,
    seal: string,
    explainSize: () => string,
    lifetime?: CookieLifetime,
  ): readonly string[]
  /** The name of the cookie that it uses in this exchange, where it uses one. */
  cookieName?(exchange: Exchange): string
  /** Whether all that came is a seal with a part missing, where that can be known. */
  isTruncated?(exchange: Exchange): boolean
  /** Makes the browser forget the seal and returns the `Set-Cookie` values. */
  clear(exchange: Exchange): readonly string[]
}

/** How long the browser keeps a cookie, in seconds; `undefined` until it is closed. */
export interface CookieLifetime {
  readonly maxAge: number | undefined
}

/** What a browser keeps: RFC 6265bis §5.6 lets it ignore a cookie of more than 4096 bytes. */
export const MAX_COOKIE_SIZE = 4096
