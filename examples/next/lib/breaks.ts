/** What a visitor may do to the cookie of `createSessions`, and what comes of it. */
export const BREAKS = [
  { id: 'flip', label: 'Change one character', hint: 'To be somebody else, with luck.' },
  { id: 'cut', label: 'Cut it short', hint: 'As a proxy with a limit might do.' },
  { id: 'garbage', label: 'Replace it by garbage', hint: 'Not a seal at all.' },
  { id: 'iron', label: 'Put an Iron seal there', hint: 'Genuine, but a format not accepted here.' },
  { id: 'other-key', label: 'Seal it with another key', hint: 'As before a rotation.' },
  { id: 'other-cookie', label: 'Take the seal of another cookie', hint: 'With the same key.' },
  { id: 'expired', label: 'Let its own end come', hint: 'Sealed for one second; takes that long.' },
] as const

export type BreakId = (typeof BREAKS)[number]['id']

export function isBreak(text: string): text is BreakId {
  return BREAKS.some(({ id }) => id === text)
}
