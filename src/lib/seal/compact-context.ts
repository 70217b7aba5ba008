import type { Bytes } from '../bytes/bytes.ts'
import { concatBytes } from '../bytes/concat.ts'
import { encodeUtf8, isWellFormed } from '../bytes/utf8.ts'
import { SessionError } from '../errors.ts'
import { Kept } from '../kept.ts'
import { HEAD_BYTES, LABEL } from './compact-keys.ts'
import type { SealContext } from './format.ts'

/**
 * The additional data that binds a seal to its use (docs/spec/compact.md §3).
 *
 * Every piece goes with its length, so that `ab` and `c` never encode like `a` and `bc`.
 *
 * @throws SessionError `ERR_IRONSEAL_OPTION` for a text with half a surrogate pair in it.
 */
export function encodeContext(head: Bytes, context: SealContext): Bytes {
  const encoded = Uint8Array.from(templateOf(context))
  encoded.set(head, HEAD_AT)
  return encoded
}

/** Contexts that do not change are encoded once: it takes 2 µs, as long as a hash. */
const templates = new Kept<Bytes>(64)

function templateOf(context: SealContext): Bytes {
  const { purpose, name, audience = '', bind } = context
  // What a seal is bound to differs from user to user.
  if (bind !== undefined) return encodeTemplate([purpose, name, audience, bind])
  // The lengths first, so that no two contexts have one key.
  const key = `${purpose.length} ${name.length} ${purpose}${name}${audience}`
  return templates.get(key, () => encodeTemplate([purpose, name, audience]))
}

/** All of it, with zeros in the place of the head. */
function encodeTemplate(texts: readonly string[]): Bytes {
  // UTF-8 would write every lone surrogate alike, and two uses would be one.
  if (!texts.every(isWellFormed)) throw illFormed()
  const pieces = [LABEL_BYTES, new Uint8Array(HEAD_BYTES), ...texts.map(encodeUtf8)]
  return concatBytes(le64(pieces.length), ...pieces.flatMap((piece) => [le64(piece.length), piece]))
}

/** PASETO's LE64, for lengths that fit into 32 bits. */
function le64(value: number): Bytes {
  const bytes = new Uint8Array(LE64_BYTES)
  new DataView(bytes.buffer).setUint32(0, value, true)
  return bytes
}

const LABEL_BYTES = encodeUtf8(LABEL)
const LE64_BYTES = 8
/** Behind the count of pieces, the label and two lengths. */
const HEAD_AT = 3 * LE64_BYTES + LABEL_BYTES.length

function illFormed(): SessionError {
  return new SessionError(
    'ERR_IRONSEAL_OPTION',
    'A purpose, a name, an audience or a binding is no well-formed text',
    { hint: 'It holds half of a surrogate pair, probably because a text was cut by length.' },
  )
}
