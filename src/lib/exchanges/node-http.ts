import type { Connection, HttpMessages } from '../exchange.ts'
import { forwardedEncryption, isLoopback, type ProxyTrust } from './http.ts'
import type { NodeRequest, NodeResponse } from './node-types.ts'
import { mergeHeader, textOf } from './node-write-head.ts'

/** The headers and the connection behind Node's `req` and `res`. */
export class NodeMessages implements HttpMessages {
  readonly #request: NodeRequest
  readonly #response: NodeResponse
  readonly #trust: ProxyTrust

  constructor(request: NodeRequest, response: NodeResponse, trust: ProxyTrust) {
    this.#request = request
    this.#response = response
    this.#trust = trust
  }

  get method(): string {
    return this.#request.method ?? 'GET'
  }

  requestHeader(name: string): string | undefined {
    return textOf(this.#request.headers[name])
  }

  responseHeader(name: string): string | undefined {
    return textOf(this.#response.getHeader(name))
  }

  mergeResponseHeader(name: string, merge: (present: string | undefined) => string): void {
    if (this.#response.headersSent !== true) mergeHeader(this.#response, name, merge)
  }

  connection(): Connection | undefined {
    const { socket } = this.#request
    const forwarded = this.#trust.trustProxy
      ? forwardedEncryption(this.requestHeader('x-forwarded-proto'))
      : undefined
    // Behind a trusted proxy the socket is the proxy's; the name in the address bar tells whether that is this machine.
    if (forwarded !== undefined)
      return { encrypted: forwarded, loopback: isLoopback(this.requestHeader('host') ?? '') }
    if (socket?.remoteAddress === undefined) return undefined
    return {
      encrypted: 'encrypted' in socket && socket.encrypted === true,
      loopback: isLoopback(socket.remoteAddress),
    }
  }

  onEnd(callback: () => void): void {
    this.#response.once?.('finish', callback)
  }
}
