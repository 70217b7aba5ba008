import type { HttpMessages } from '../exchange.ts'
import { forwardedEncryption, isLoopback, type ProxyTrust } from './http.ts'

/** The headers and the connection behind a web `Request`, and the headers of the response where there is one. */
export function webMessages(
  request: Request,
  responseHeaders: () => Headers | undefined,
  { trustProxy }: ProxyTrust,
): HttpMessages {
  return {
    method: request.method,
    requestHeader: (name) => request.headers.get(name) ?? undefined,
    responseHeader: (name) => responseHeaders()?.get(name) ?? undefined,

    mergeResponseHeader(name, merge) {
      const headers = responseHeaders()
      try {
        headers?.set(name, merge(headers.get(name) ?? undefined))
      } catch {
        // Immutable headers: `commit` makes a response of its own and marks that one.
      }
    },

    connection() {
      // A web request has no socket. Its URL is what the runtime says of the connection.
      const { protocol, hostname } = new URL(request.url)
      const forwarded = trustProxy
        ? forwardedEncryption(request.headers.get('x-forwarded-proto') ?? undefined)
        : undefined
      return { encrypted: forwarded ?? protocol === 'https:', loopback: isLoopback(hostname) }
    },

    onEnd() {},
  }
}
