import type { Connection, HttpMessages } from '../exchange.ts'
import { forwardedEncryption, isLoopback, type ProxyTrust } from './http.ts'

/** The headers and the connection behind a web `Request`, and the headers of the response where there is one. */
export class WebMessages implements HttpMessages {
  readonly #request: Request
  readonly #response: Headers | undefined
  readonly #trust: ProxyTrust

  constructor(request: Request, response: Headers | undefined, trust: ProxyTrust) {
    this.#request = request
    this.#response = response
    this.#trust = trust
  }

  get method(): string {
    return this.#request.method
  }

  requestHeader(name: string): string | undefined {
    return this.#request.headers.get(name) ?? undefined
  }

  responseHeader(name: string): string | undefined {
    return this.#response?.get(name) ?? undefined
  }

  mergeResponseHeader(name: string, merge: (present: string | undefined) => string): void {
    const headers = this.#response
    try {
      headers?.set(name, merge(headers.get(name) ?? undefined))
    } catch {
      // Immutable headers: `commit` makes a response of its own and marks that one.
    }
  }

  connection(): Connection {
    // A web request has no socket. Its URL is what the runtime says of the connection.
    const { protocol, hostname } = new URL(this.#request.url)
    const forwarded = this.#trust.trustProxy
      ? forwardedEncryption(this.requestHeader('x-forwarded-proto'))
      : undefined
    return { encrypted: forwarded ?? protocol === 'https:', loopback: isLoopback(hostname) }
  }

  onEnd(): void {
    // Nothing tells when a web response is over.
  }
}
