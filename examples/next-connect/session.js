import { randomBytes } from 'node:crypto'

const isProduction = process.env.NODE_ENV === 'production'

/** The one place where the session is configured. */
export const sessionOptions = {
  cookieName: 'ironseal-next-connect',
  password: process.env.SESSION_PASSWORD || temporaryPassword(),
  ttl: 7 * 24 * 60 * 60,
  // On http://localhost not every browser takes a Secure cookie. In production every cookie is one.
  cookieOptions: { secure: isProduction },
}

/** Good for trying things out. In production the library refuses to start without a password. */
function temporaryPassword() {
  if (isProduction) return undefined
  console.warn(
    'SESSION_PASSWORD is not set: using a random password, so sessions end when this server does.\n' +
      'For one that stays: export SESSION_PASSWORD=$(openssl rand -base64 32)',
  )
  return randomBytes(32).toString('base64')
}
