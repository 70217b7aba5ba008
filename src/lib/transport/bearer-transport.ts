import { SessionError } from '../errors.ts'
import { MAX_COOKIE_SIZE, type Transport } from './transport.ts'

/**
 * Reads a seal from `Authorization: Bearer …` (RFC 6750 §2.1). Any other scheme is not ours and is left alone.
 *
 * The client puts the header there, so nothing can be written back this way.
 */
export function createBearerTransport(): Transport {
  return {
    maxLength: MAX_COOKIE_SIZE,

    read({ http }) {
      // `token68` and nothing else: no decoding that could fail, no second credential behind a comma.
      const match = /^Bearer +([A-Za-z0-9\-._~+/]+=*)$/i.exec(
        // Stryker disable next-line StringLiteral: any text without a scheme in front does.
        http?.requestHeader('authorization') ?? '',
      )
      return match?.[1] === undefined ? [] : [match[1]]
    },

    write: refuse,
    clear: refuse,
  }
}

function refuse(): never {
  throw new SessionError(
    'ERR_IRONSEAL_USAGE',
    'A session that came in an Authorization header cannot be sent back',
  )
}
