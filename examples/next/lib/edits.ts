import { sealParts } from './seal-parts'
import type { PartKey } from './seal-parts'

/** What the tampering page offers to do to the visitor's own seal. */
export const EDITS = [
  {
    id: 'ciphertext',
    label: 'Flip a character of the ciphertext',
    hint: 'To be somebody else, with luck.',
  },
  { id: 'mac', label: 'Flip a character of the MAC', hint: 'To forge the proof itself.' },
  { id: 'extend', label: 'Move the expiry a year ahead', hint: 'To stay logged in for longer.' },
  { id: 'cut', label: 'Cut the seal in half', hint: 'As a proxy with a limit might do.' },
  { id: 'garbage', label: 'Replace it by garbage', hint: 'Not a seal at all.' },
  {
    id: 'expired',
    label: 'Let it expire',
    hint: 'The same content, as if sealed two hours ago for one hour.',
  },
] as const

export type EditId = (typeof EDITS)[number]['id']

const YEAR = 365 * 24 * 3600 * 1000

/** Edits the text of a seal as a visitor could with the tools of the browser. */
export function editSeal(seal: string, edit: EditId): string {
  switch (edit) {
    case 'ciphertext':
      return changePart(seal, 'ciphertext', flipMiddle)
    case 'mac':
      return changePart(seal, 'mac', flipMiddle)
    case 'extend':
      return changePart(seal, 'expiry', (text) => String(Number(text) + YEAR))
    case 'cut':
      return seal.slice(0, Math.floor(seal.length / 2))
    case 'garbage':
      return 'this-is-not-a-seal'
    case 'expired':
      // Needs a password, so it is done where the key ring is.
      return seal
  }
}

function changePart(seal: string, key: PartKey, change: (text: string) => string): string {
  const parts = sealParts(seal)
  if (!parts) return seal
  return parts.map((part) => (part.key === key ? change(part.text) : part.text)).join('*')
}

// The middle, because the last character of base64url has bits that mean nothing.
function flipMiddle(text: string): string {
  const at = Math.floor(text.length / 2)
  return text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1)
}
