import { stringifySetCookie } from 'cookie'
import type { NextApiRequest, NextApiResponse } from 'next'
import { field, isOwnPost } from '../../../lib/answer'
import { breakCookie } from '../../../lib/break-cookie'
import { isBreak } from '../../../lib/breaks'
import { secure } from '../../../lib/session'
import { sessionsCookie } from '../../../lib/sessions'

/** Rewrites the visitor's own cookie, which a page cannot do: it is HttpOnly. The session is not opened here. */
export default async function spoil(req: NextApiRequest, res: NextApiResponse) {
  if (!isOwnPost(req, res)) return
  const way = field(req, 'way', 20)
  if (isBreak(way)) {
    const value = await breakCookie(req.cookies[sessionsCookie] ?? '', way)
    const attributes = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const
    res.setHeader('set-cookie', stringifySetCookie({ name: sessionsCookie, value, ...attributes }))
  }
  res.redirect(303, '/sessions#result')
}
