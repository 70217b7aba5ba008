import type { RejectReason } from 'ironseal'

/**
 * What one request leaves for the next as flash data. A code and its facts, not the text: flash travels in the cookie.
 */
export type Notice =
  | { kind: 'login'; before: string | null; by: 'form' | 'link' }
  | { kind: 'logout' }
  | { kind: 'used' }
  | { kind: 'basket' }
  | { kind: 'mail'; to: string }
  | { kind: 'password'; version: number }
  | { kind: 'purpose'; reason: RejectReason | 'none' }

/** The name under which the notice is kept. */
export const NOTICE = 'notice'

export function noticeText(notice: Notice): string {
  switch (notice.kind) {
    case 'login':
      return notice.by === 'form'
        ? 'You are logged in. The session began anew.'
        : 'The link let you in, once. The session began anew.'
    case 'logout':
      return 'You are logged out. This message is in a session of nobody.'
    case 'used':
      return 'Used: the idle window begins anew. The absolute one does not.'
    case 'basket':
      return 'In the basket. It will still be there after the login.'
    case 'mail':
      return `A mail with a new link is in the inbox of ${notice.to}.`
    case 'password':
      return `The password was changed: version ${notice.version}. Links bound to an older one are void.`
    case 'purpose':
      return notice.reason === 'none'
        ? 'The link opened for another purpose. It must not.'
        : `Refused for the purpose password-reset: ${notice.reason}.`
  }
}
