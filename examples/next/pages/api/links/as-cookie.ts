import { stringifySetCookie } from 'cookie'
import type { NextApiRequest, NextApiResponse } from 'next'
import { field, isOwnPost } from '../../../lib/answer'
import { secure } from '../../../lib/session'
import { sessionsCookie } from '../../../lib/sessions'

/** Puts the seal of a link into the login cookie, as somebody would who found a link. */
export default function asCookie(req: NextApiRequest, res: NextApiResponse) {
  if (!isOwnPost(req, res)) return
  const value = field(req, 'seal', 2000)
  const attributes = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const
  res.setHeader('set-cookie', stringifySetCookie({ name: sessionsCookie, value, ...attributes }))
  res.redirect(303, '/magic-link#cookie')
}
