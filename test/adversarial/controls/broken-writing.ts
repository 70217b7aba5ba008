import type { Control } from './control.ts'

const written = { attack: '6.3 Set-Cookie', format: 'compact' } as const
const walks = { attack: '6.3 browser walks', format: 'compact' } as const

/** Cookies that are written without one of the rules. */
export const BROKEN_WRITING: readonly Control[] = [
  {
    name: 'deletions have no attributes',
    edits: [
      {
        file: 'transport/cookie-transport.ts',
        from: "makeCookie(name, '', options, 0)",
        to: "makeCookie(name, '', {}, 0)",
      },
    ],
    ...written,
    breach: 'wrong',
  },
  {
    name: 'chunks are left over',
    edits: [
      {
        file: 'transport/chunked-transport.ts',
        from: 'names.chunks.slice(chunksInUse)',
        to: 'names.chunks.slice(MAX_CHUNKS)',
      },
    ],
    ...written,
    breach: 'wrong',
  },
  {
    name: 'chunks that become a whole cookie are left over',
    edits: [
      {
        file: 'transport/chunked-transport.ts',
        from: 'return [send(exchange, whole), ...expireLeftovers(exchange, 0)]',
        to: 'return [send(exchange, whole)]',
      },
    ],
    ...walks,
    breach: 'wrong',
  },
  {
    name: 'chunks are left where the cookie was before',
    edits: [
      {
        file: 'transport/session-transport.ts',
        from: '[name, ...chunksThatCame(exchange, secureNames)]',
        to: '[name]',
      },
    ],
    ...written,
    breach: 'wrong',
  },
  {
    name: 'prefixes are matched by case',
    edits: [
      {
        file: 'transport/cookie-rules.ts',
        from: 'const lower = name.toLowerCase()',
        to: 'const lower = name',
      },
    ],
    ...written,
    breach: 'accepted',
  },
  {
    name: '4097 bytes are a cookie',
    edits: [
      {
        file: 'transport/transport.ts',
        from: 'export const MAX_COOKIE_SIZE = 4096',
        to: 'export const MAX_COOKIE_SIZE = 4097',
      },
    ],
    ...written,
    breach: 'wrong',
    format: 'compact',
  },
  {
    name: 'attributes have any length',
    edits: [
      {
        file: 'transport/cookie-rules.ts',
        from: 'const MAX_ATTRIBUTE_BYTES = 1024',
        to: 'const MAX_ATTRIBUTE_BYTES = 4096',
      },
    ],
    ...written,
    breach: 'accepted',
  },
  {
    name: 'cookies of others are dropped',
    edits: [
      {
        file: 'exchanges/node.ts',
        from: ': present\n    this.response.setHeader',
        to: ': present\n    kept.splice(0)\n    this.response.setHeader',
      },
    ],
    ...written,
    breach: 'wrong',
  },
  {
    name: 'every save adds a cookie',
    edits: [
      {
        file: 'transport/cookie-identity.ts',
        from: 'if (!text.startsWith(`${cookie.name}=`)) return false',
        to: 'return false',
      },
    ],
    ...written,
    breach: 'wrong',
  },
  {
    name: 'a session may be saved after its end',
    edits: [
      {
        file: 'session/session-state.ts',
        from: 'if (!this.#ended) return this.data()',
        to: 'return this.data()',
      },
    ],
    ...written,
    breach: 'accepted',
  },
]
