/** The parts of an Iron seal, in the order in which they are written. */
export const PARTS = [
  { key: 'prefix', label: 'format', hint: 'Fe26.2: Iron, version 2' },
  { key: 'id', label: 'password id', hint: 'which password of the key ring sealed it' },
  { key: 'salt', label: 'salt', hint: 'random; makes the encryption key' },
  { key: 'iv', label: 'iv', hint: 'random start of the encryption' },
  { key: 'ciphertext', label: 'ciphertext', hint: 'the session, encrypted with AES-256-CBC' },
  { key: 'expiry', label: 'expiry', hint: 'when the seal stops opening' },
  { key: 'mac-salt', label: 'mac salt', hint: 'random; makes the key of the MAC' },
  { key: 'mac', label: 'mac', hint: 'HMAC-SHA-256 over everything before it' },
] as const

export type PartKey = (typeof PARTS)[number]['key'] | 'suffix'

export interface Part {
  key: PartKey
  text: string
}

/** Cuts a seal at its asterisks, or gives `undefined` for a text which is no Iron seal. */
export function sealParts(value: string): Part[] | undefined {
  const [seal = '', ...suffix] = value.split('~')
  const texts = seal.split('*')
  if (texts.length !== PARTS.length || texts[0] !== 'Fe26.2') return undefined
  const parts: Part[] = PARTS.map(({ key }, at) => ({ key, text: texts[at] ?? '' }))
  // iron-session appends ~2; it is outside the MAC and carries no meaning.
  if (suffix.length > 0) parts.push({ key: 'suffix', text: `~${suffix.join('~')}` })
  return parts
}

/** One part of a seal, or `undefined` when the text is no seal or the part is empty. */
export function partOf(value: string, key: PartKey): string | undefined {
  return sealParts(value)?.find((part) => part.key === key)?.text || undefined
}

/** The expiry as text. It is read without checking the MAC: to look at, never to decide by. */
export function expiryOf(value: string): string | undefined {
  const time = new Date(Number(partOf(value, 'expiry') ?? Number.NaN))
  if (Number.isNaN(time.getTime())) return undefined
  return `${time.toISOString().slice(0, 19).replace('T', ' ')} UTC`
}
