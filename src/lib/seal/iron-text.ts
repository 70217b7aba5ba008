/*
 * The text of an Iron seal:
 *
 *     Fe26.2*<password id>*<salt>*<iv>*<ciphertext>*<expiry>*<salt>*<mac>
 *
 * Salts are lower-case hexadecimal, iv, ciphertext and mac are base64url, the expiry is in milliseconds since 1970 or empty, and
 * the MAC covers everything before the star in front of the second salt. @see https://github.com/hapijs/iron
 */

export const IRON_PREFIX = 'Fe26.2'

/** The parts of a seal as they were received, none of them interpreted. */
export interface IronText {
  readonly passwordId: string
  readonly encryptionSalt: string
  readonly iv: string
  readonly ciphertext: string
  readonly expiry: string
  readonly integritySalt: string
  readonly mac: string
  /** Exactly the received characters that the MAC covers. */
  readonly covered: string
}

/** Iron's parts are separated by stars: eight of them, never more. */
const PARTS = 8

/**
 * Splits a seal into its parts; `undefined` when it has not exactly eight or is of another format.
 *
 * Nothing but the number of parts and the prefix is judged here.
 */
export function splitIron(text: string): IronText | undefined {
  // The limit keeps a million stars from becoming a million strings.
  const parts = text.split('*', PARTS + 1)
  if (parts.length !== PARTS || parts[0] !== IRON_PREFIX) return undefined
  const [, passwordId, encryptionSalt, iv, ciphertext, expiry, integritySalt, mac] =
    parts as EightParts
  const covered = text.slice(0, text.length - integritySalt.length - mac.length - 2)
  return { passwordId, encryptionSalt, iv, ciphertext, expiry, integritySalt, mac, covered }
}

type EightParts = [string, string, string, string, string, string, string, string]

/**
 * The parts of a seal that is spelled in the one way in which it is written; `undefined` for every other text.
 *
 * The expiry is judged when the MAC is verified. What iron-session writes behind a seal, `~` and digits, is skipped: no MAC covers it, so
 * it never chooses anything.
 */
export function splitCanonicalIron(text: string): IronText | undefined {
  const parts = CANONICAL.exec(text)
  if (parts === null) return undefined
  const [, covered, passwordId, encryptionSalt, iv, ciphertext, expiry, integritySalt, mac] =
    parts as unknown as NineParts
  return { passwordId, encryptionSalt, iv, ciphertext, expiry, integritySalt, mac, covered }
}

// 16 and 32 bytes leave four and two stray bits in the last character, which must be zero.
const CANONICAL =
  /^(Fe26\.2\*([^*]*)\*([0-9a-f]{64})\*([\w-]{21}[AQgw])\*([\w-]+)\*([^*]*))\*([0-9a-f]{64})\*([\w-]{42}[AEIMQUYcgkosw048])(?:~[0-9]{1,4})?$/

type NineParts = [string, ...EightParts]

/** The password id of a text that begins like an Iron seal, read without splitting the rest. */
export function peekPasswordId(text: string): string | undefined {
  if (!text.startsWith(`${IRON_PREFIX}*`)) return undefined
  const start = IRON_PREFIX.length + 1
  const end = text.indexOf('*', start)
  return end === -1 ? undefined : text.slice(start, end)
}

/** Reads the expiry part: `undefined` for none, `'bad'` for one that no Iron library writes. */
export function readExpiry(expiry: string): number | undefined | 'bad' {
  if (expiry === '') return undefined
  // No sign, no leading zero, no exponent, and small enough to be exact.
  if (!/^[1-9][0-9]{0,15}$/.test(expiry)) return 'bad'
  const milliseconds = Number(expiry)
  return Number.isSafeInteger(milliseconds) ? milliseconds : 'bad'
}
