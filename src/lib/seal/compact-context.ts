import type { Bytes } from '../bytes/bytes.ts'
import { concatBytes } from '../bytes/concat.ts'
import { encodeUtf8, isWellFormed } from '../bytes/utf8.ts'
import { SessionError } from '../errors.ts'
import { LABEL } from './compact-keys.ts'
import type { SealContext } from './format.ts'

/**
 * The additional data that binds a seal to its use (docs/spec/compact.md §3).
 *
 * Every piece goes with its length, so that `ab` and `c` never encode like `a` and `bc`.
 *
 * @throws SessionError `ERR_IRONSEAL_OPTION` for a text with half a surrogate pair in it.
 */
export function encodeContext(
  head: Bytes,
  { purpose, name, audience = '', bind }: SealContext,
): Bytes {
  const texts = [purpose, name, audience, ...(bind === undefined ? [] : [bind])]
  // UTF-8 would write every lone surrogate alike, and two uses would be one.
  if (!texts.every(isWellFormed)) throw illFormed()
  const pieces = [encodeUtf8(LABEL), head, ...texts.map(encodeUtf8)]
  return concatBytes(le64(pieces.length), ...pieces.flatMap((piece) => [le64(piece.length), piece]))
}

/** PASETO's LE64, for lengths that fit into 32 bits. */
function le64(value: number): Bytes {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setUint32(0, value, true)
  return bytes
}

function illFormed(): SessionError {
  return new SessionError(
    'ERR_IRONSEAL_OPTION',
    'A purpose, a name, an audience or a binding is no well-formed text',
    { hint: 'It holds half of a surrogate pair, probably because a text was cut by length.' },
  )
}
