import type { RejectReason } from 'ironseal'

/** Every reason of the library, in plain words. */
export const REASONS: Record<RejectReason, string> = {
  malformed: 'It does not have the form of a seal. Nothing was decrypted.',
  oversize: 'It is longer than a cookie can be. Nothing was looked at.',
  truncated: 'A part of a session that was split over several cookies is missing.',
  'unknown-key': 'It names a key that this server does not have.',
  invalid: 'It is not authentic: altered, or made for another purpose or another cookie.',
  expired: 'It is genuine, and the end that is written in it has come.',
  idle: 'It is genuine, and nobody used the session for too long.',
  'too-old': 'It is genuine, and the login was too long ago. Using it does not put that off.',
  revoked: 'It is genuine, and the session was revoked.',
  schema: 'It is genuine, and its data does not fit the schema.',
}

/** The reasons that are no fault of anybody: time went by. */
export const ENDS: readonly RejectReason[] = ['idle', 'too-old', 'expired']
