import { isWellFormed } from '../bytes/utf8.ts'
import { Kept } from '../kept.ts'
import type { SealContext } from '../seal/format.ts'
import { misuse } from './option-checks.ts'

/** What a seal is for. */
export interface SealUse {
  /** What it is for, in your words: `magic-link`, `email-confirmation`. A seal for one purpose never opens for another. */
  readonly purpose: string
  /** Whom it is for: an origin, a tenant. Default none. */
  readonly audience?: string | undefined
  /**
   * Something that ends the seal when it changes: the user's password hash, a counter. It is not in the seal; the same text must be
   * given when it is opened. Leave it out or give a text: `undefined` is refused, because then nothing would ever end the seal.
   */
  readonly bind?: string
}

/** The contexts of purposes that stand alone: to make one for each seal, and the additional data of it, took a twentieth of its time. */
const contexts = new Kept<SealContext>(64)

/**
 * What a seal of users is bound to. Their purposes are apart from those of sessions, whatever they are called.
 *
 * @throws SessionError `ERR_IRONSEAL_OPTION` for a purpose, an audience or a binding that is no text, or is missing.
 */
export function contextOf(use: Partial<SealUse> = {}): SealContext {
  const { purpose, audience } = use
  if (typeof purpose !== 'string' || audience !== undefined || 'bind' in use) return checked(use)
  return contexts.get(purpose, () => checked(use))
}

function checked(use: Partial<SealUse>): SealContext {
  const { purpose, audience, bind } = use
  if (!isText(purpose) || purpose === '')
    throw misuse(
      'purpose',
      'must be a text that is not empty',
      'Say what the seal is for, `magic-link` for example: it then opens for nothing else.',
    )
  if (audience !== undefined && (!isText(audience) || audience === ''))
    throw misuse('audience', 'must be a text that is not empty', 'Leave it out for no audience.')
  if (!('bind' in use)) return { purpose: `seal:${purpose}`, name: '', audience }
  // A misspelled field of a user would give `undefined` on both sides, and a seal that nothing ends.
  if (!isText(bind))
    throw misuse(
      'bind',
      'must be a text',
      'Is it read from a field that exists? Leave it out to bind to nothing.',
    )
  return { purpose: `seal:${purpose}`, name: '', audience, bind }
}

/** Half of a surrogate pair has no encoding of its own: two texts would be one. */
function isText(value: unknown): value is string {
  return typeof value === 'string' && isWellFormed(value)
}
