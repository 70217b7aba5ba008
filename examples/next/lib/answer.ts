import type { NextApiRequest, NextApiResponse } from 'next'

const PAGES = ['/', '/login', '/profile-sg', '/profile-ssr', '/app', '/rotation', '/tampering']

/** A text field of a form or of a JSON body, cut to a length that fits a cookie. */
export function field(req: NextApiRequest, name: string, most: number): string {
  const value: unknown = Object(req.body)[name]
  return typeof value === 'string' ? value.trim().slice(0, most) : ''
}

/** Whether the request is a POST of our own pages. Otherwise it is answered here. */
export function isOwnPost(req: NextApiRequest, res: NextApiResponse): boolean {
  if (req.method !== 'POST') {
    res.setHeader('allow', 'POST')
    res.status(405).json({ error: 'POST only' })
    return false
  }
  // SameSite=Lax keeps the session out of forms on other sites, but the key ring needs no session.
  const site = req.headers['sec-fetch-site']
  if (site === undefined || site === 'same-origin') return true
  res.status(403).json({ error: 'Only from the pages of this demo' })
  return false
}

/** Answers fetch() with JSON, and a form that was sent without JavaScript with a redirect. */
export function answer(req: NextApiRequest, res: NextApiResponse, body: object, page = '/'): void {
  if (!req.headers.accept?.includes('text/html')) {
    res.status(200).json(body)
    return
  }
  // Only known pages: a free redirect target would be an open redirect.
  const back = field(req, 'back', 40)
  res.redirect(303, PAGES.includes(back) ? back : page)
}
