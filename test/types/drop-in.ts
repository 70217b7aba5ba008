// What applications wrote against the types of next-iron-session 4.2.0, with the name of the package changed.
import type { IncomingMessage, ServerResponse } from 'node:http'
import {
  applySession,
  type Handler,
  ironSession,
  type Session,
  type SessionOptions,
  withIronSession,
} from 'ironseal'

interface NextApiRequest extends IncomingMessage {
  body: any
  query: Record<string, string>
}
interface NextApiResponse<Body = any> extends ServerResponse {
  json: (body: Body) => void
  status: (code: number) => NextApiResponse<Body>
}
interface User {
  id: number
  admin: boolean
}

// Options, in every form that they had.
const options: SessionOptions = {
  cookieName: 'next-iron-session/examples/next.js',
  password: 'x'.repeat(32),
  ttl: 15 * 24 * 3600,
  cookieOptions: {
    secure: process.env['NODE_ENV'] === 'production',
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    domain: 'example.com',
    expires: new Date(),
    maxAge: 60,
    encode: encodeURIComponent,
  },
}
const rotated: SessionOptions = {
  cookieName: 'myapp',
  password: [
    { id: 2, password: 'x'.repeat(32) },
    { id: 1, password: 'y'.repeat(32) },
  ],
  cookieOptions: { sameSite: true },
}
const passwords: { id: number; password: string }[] = []
export const listed: SessionOptions = { cookieName: 'myapp', password: passwords }

// The session.
declare const session: Session
session.set('user', { id: 230, admin: true }).admin.valueOf()
const user: User = session.set<User>('user', { id: 230, admin: true })
export const untyped: string = session.get('user').anything.at.all
export const typed: User | undefined = session.get<User>('user')
session.unset('user')
session.destroy()
export const line: string = await session.save()
const { get, set, unset, destroy, save } = session
export const members = { get, set, unset, destroy, save, user }

// Handlers.
export const login: Handler<NextApiRequest, NextApiResponse> = async (req, res) => {
  req.session.set('user', { id: req.body.id })
  await req.session.save()
  res.status(200).json({ ok: true })
}
const api: (...args: any[]) => Promise<any> = withIronSession(login, options)
export const looseRoute = withIronSession(async (req, res) => {
  res.json(req.session.get('user').id)
}, options)
export const namedTypes = withIronSession(
  async (req: NextApiRequest & { session: Session }, res: NextApiResponse<User>) => {
    const found = req.session.get<User>('user')
    if (found) res.json(found)
  },
  rotated,
)
export const getServerSideProps = withIronSession(async function ({ req, res, params }) {
  if (req.session.get('user') === undefined) res.statusCode = 302
  return { props: { user: req.session.get('user'), params } }
}, options)
await api({} as NextApiRequest, {} as NextApiResponse)
await api({ req: {}, res: {} })
await api({}, {}, 'a third argument')

// The wrapper file of the examples.
export function withSession(handler: Handler<NextApiRequest, NextApiResponse>): typeof api {
  return withIronSession(handler, options)
}
export function withAnySession(handler: (...args: any[]) => any): typeof api {
  return withIronSession(handler, options)
}

// Requests and responses were not checked: frameworks, mocks and what may be undefined went through.
export async function getInitialProps(context: {
  req?: IncomingMessage
  res?: ServerResponse
}): Promise<void> {
  await applySession(context.req, context.res, options)
}
declare const unknownToTypes: any
await applySession(unknownToTypes, unknownToTypes, options)
await applySession({ headers: {} }, {}, options)
ironSession(options)({ headers: {} }, {}, () => undefined)
ironSession(options)(unknownToTypes, unknownToTypes, unknownToTypes)
export const middleware: (req: any, res: any, next: any) => void = ironSession(options)
export const promised: Promise<void> = applySession(unknownToTypes, unknownToTypes, options)
