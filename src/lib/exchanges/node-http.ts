import type { Connection, HttpMessages } from '../exchange.ts'
import { forwardedEncryption, isLoopback, type ProxyTrust } from './http.ts'
import type { NodeRequest, NodeResponse } from './node-types.ts'
import { mergeHeader, textOf } from './node-write-head.ts'

/** The headers and the connection behind Node's `req` and `res`. */
export function nodeMessages(
  request: NodeRequest,
  response: NodeResponse,
  trust: ProxyTrust,
): HttpMessages {
  const requestHeader = (name: string): string | undefined => textOf(request.headers[name])

  return {
    method: request.method ?? 'GET',
    requestHeader,
    responseHeader: (name) => textOf(response.getHeader(name)),

    mergeResponseHeader(name, merge) {
      if (response.headersSent !== true) mergeHeader(response, name, merge)
    },

    connection: () => describeConnection(request, requestHeader, trust),
    onEnd: (callback) => void response.once?.('finish', callback),
  }
}

function describeConnection(
  { socket }: NodeRequest,
  requestHeader: (name: string) => string | undefined,
  { trustProxy }: ProxyTrust,
): Connection | undefined {
  const forwarded = trustProxy ? forwardedEncryption(requestHeader('x-forwarded-proto')) : undefined
  // Behind a trusted proxy the socket is the proxy's; the name in the address bar tells whether that is this machine.
  if (forwarded !== undefined)
    return { encrypted: forwarded, loopback: isLoopback(requestHeader('host') ?? '') }
  if (socket?.remoteAddress === undefined) return undefined
  return {
    encrypted: 'encrypted' in socket && socket.encrypted === true,
    loopback: isLoopback(socket.remoteAddress),
  }
}
