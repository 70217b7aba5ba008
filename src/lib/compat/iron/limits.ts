/** The longest seal that is looked at, in characters: 1 MiB. What is longer costs nothing but this comparison. */
const MAX_SEAL_LENGTH = 1024 * 1024

/**
 * Throws for a seal that is too long to be read here.
 *
 * Asked on both sides, so that nothing is sealed that is refused later.
 */
export function assertSealLength(sealed: string): void {
  if (sealed.length <= MAX_SEAL_LENGTH) return
  throw new Error(`Sealed text too long (max ${MAX_SEAL_LENGTH} characters)`)
}

/**
 * Whether a salt is one that a seal can have beside this secret: none for a key of bytes, some text without stars for text.
 *
 * Half a surrogate pair becomes U+FFFD when it is hashed, so one salt would have two spellings.
 */
export function isSaltOf(secret: string | Uint8Array, salt: string): boolean {
  if (typeof secret !== 'string') return salt === ''
  return salt !== '' && !/[*\uD800-\uDFFF]/u.test(salt)
}
