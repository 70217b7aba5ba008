/* What the exchanges of Node and of the web share about requests. */

/** What a proxy in front of the server may be believed. */
export interface ProxyTrust {
  /** Whether `X-Forwarded-Proto` and `Host` say how the browser connected. Default `false`: anyone can send them. */
  readonly trustProxy: boolean
}

export const NO_TRUST: ProxyTrust = { trustProxy: false }

/** What a trusted proxy says of the browser's connection; `undefined` where it says nothing. */
export function forwardedEncryption(forwardedProto: string | undefined): boolean | undefined {
  // Each proxy appends to the list; the first entry is what the browser used.
  const first = forwardedProto?.split(',', 1)[0]?.trim().toLowerCase()
  return first === undefined || first === '' ? undefined : first === 'https'
}

/** Whether an address or a host name, with or without a port, is of this machine. */
export function isLoopback(host: string): boolean {
  const name = host
    .toLowerCase()
    .replace(/^\[([^\]]*)\](?::\d+)?$/, '$1')
    .replace(/^([^:]+):\d+$/, '$1')
  return (
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    name === '::1' ||
    /^(?:::ffff:)?127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(name)
  )
}
