import type { Bytes } from '../bytes/bytes.ts'
import { concatBytes } from '../bytes/concat.ts'
import { encodeUtf8, isWellFormed } from '../bytes/utf8.ts'
import { SessionError } from '../errors.ts'
import { type CompactKey, LABEL } from './compact-keys.ts'
import type { SealContext } from './format.ts'

/** The additional data of seals of one key: encoded once for each use, which takes 2 µs, as long as a hash. */
export function additionalData(key: AdditionalDataOfKey, context: SealContext): Bytes {
  // What a seal is bound to may be a secret: nothing of it is kept.
  if (context.bind !== undefined) return dataFor(key, context)
  // Mostly it is the same object as before, and no text need be made to look for it.
  if (key.last?.context !== context) key.last = { context, data: dataFor(key, context) }
  return key.last.data
}

type AdditionalDataOfKey = Pick<CompactKey, 'head' | 'contexts' | 'last'>

function dataFor({ head, contexts }: AdditionalDataOfKey, context: SealContext): Bytes {
  const { purpose, name, audience = '', bind } = context
  // What a seal is bound to differs from user to user.
  if (bind !== undefined) return encodeContext(head, context)
  // The lengths first, so that no two contexts have one text.
  const text = `${purpose.length} ${name.length} ${purpose}${name}${audience}`
  return contexts.get(text, () => encodeContext(head, context))
}

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
  const texts = bind === undefined ? [purpose, name, audience] : [purpose, name, audience, bind]
  // UTF-8 would write every lone surrogate alike, and two uses would be one.
  if (!texts.every(isWellFormed)) throw illFormed()
  const pieces = [LABEL_BYTES, head, ...texts.map(encodeUtf8)]
  return concatBytes(le64(pieces.length), ...pieces.flatMap((piece) => [le64(piece.length), piece]))
}

/** PASETO's LE64, for lengths that fit into 32 bits. */
function le64(value: number): Bytes {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setUint32(0, value, true)
  return bytes
}

const LABEL_BYTES = encodeUtf8(LABEL)

function illFormed(): SessionError {
  return new SessionError(
    'ERR_IRONSEAL_OPTION',
    'A purpose, a name, an audience or a binding is no well-formed text',
    { hint: 'It holds half of a surrogate pair, probably because a text was cut by length.' },
  )
}
