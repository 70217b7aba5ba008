import { stringifySetCookie } from 'cookie'
import { defaults, seal, unseal } from 'ironseal/iron'
import type { NextApiRequest, NextApiResponse } from 'next'
import { answer, field, isOwnPost } from '../../../lib/answer'
import { EDITS, editSeal } from '../../../lib/edits'
import { keyRing } from '../../../lib/key-ring'
import { cookieName, secure, ttl } from '../../../lib/session'

const HOUR = 3600 * 1000
const longAgo = { ...defaults, ttl: HOUR, localtimeOffsetMsec: -2 * HOUR }

/** Rewrites the visitor's own cookie. A page cannot do it alone: the cookie is HttpOnly. */
export default async function tamper(req: NextApiRequest, res: NextApiResponse) {
  if (!isOwnPost(req, res)) return
  const value = await edited(field(req, 'seal', 3000), field(req, 'edit', 20))
  const bytes = cookieName.length + Buffer.byteLength(encodeURIComponent(value))
  if (value === '' || bytes > 4096) {
    res.status(400).json({ error: 'A cookie has between 1 and 4096 bytes' })
    return
  }
  const attributes = { path: '/', httpOnly: true, sameSite: 'lax', maxAge: ttl, secure } as const
  res.setHeader('set-cookie', stringifySetCookie({ name: cookieName, value, ...attributes }))
  answer(req, res, { bytes }, '/tampering')
}

function edited(text: string, edit: string): string | Promise<string> {
  if (edit === 'expired') return expired(text)
  const known = EDITS.find(({ id }) => id === edit)
  return known ? editSeal(text, known.id) : text
}

// Nobody but the server can make one: the same content, sealed as if two hours ago for one hour.
async function expired(text: string): Promise<string> {
  const ring = keyRing()
  const passwords = Object.fromEntries(ring.map(({ id, password }) => [String(id), password]))
  const content: unknown = await unseal(text, passwords, defaults).catch(() => ({}))
  return seal(content, { id: String(ring[0].id), secret: ring[0].password }, longAgo)
}
