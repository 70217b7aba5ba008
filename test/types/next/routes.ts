import { createServer } from 'node:http'
import type {
  GetServerSideProps,
  GetServerSidePropsContext,
  InferGetServerSidePropsType,
  NextApiHandler,
  NextApiRequest,
  NextApiResponse,
  NextPageContext,
} from 'next'
import { cookies } from 'next/headers'
import { type NextRequest, NextResponse } from 'next/server'
import { createSessions, type SessionHandle } from 'ironseal'
import { getIronSession } from 'ironseal/iron-session'
import {
  applySession,
  type Handler,
  ironSession,
  nextProxyCookies,
  type Session,
  type SessionOptions,
  withIronSession,
  type WithSession,
  type WithSessionHandle,
} from 'ironseal/next'

interface User {
  id: number
  name: string
}
interface Data {
  user?: User
  visits: number
}
declare const options: SessionOptions

// An API route with typed data; what Next gives is there without an annotation.
const login = withIronSession<Data>(async (req, res) => {
  const visits: number | undefined = req.session.get('visits')
  req.session.set('user', { id: Number(req.query['id']), name: req.body.name })
  const line: string = await req.session.save()
  res.status(200).json({ line, visits, method: req.method, cookie: req.cookies['other'] })

  // @ts-expect-error there is no such name
  req.session.get('usr')
  // @ts-expect-error the value has another type
  req.session.set('visits', '1')
  // @ts-expect-error the value misses a part
  req.session.set('user', { id: 1 })
  // @ts-expect-error what comes out has another type
  const wrong: string | undefined = req.session.get('visits')
  // @ts-expect-error Next has no such method
  res.jason(wrong)
}, options)
export const apiRoute: NextApiHandler = login

// A route of Next's own type, with the type of its body.
export const userRoute: NextApiHandler<User | null> = withIronSession<
  Data,
  NextApiHandler<User | null>
>((req, res) => {
  res.json(req.session.get('user') ?? null)
  // @ts-expect-error the body of this response has another type
  res.json('nobody')
}, options)

// The handler may say what it takes.
export const annotated: NextApiHandler<User | null> = withIronSession(
  (req: WithSession<NextApiRequest, Data>, res: NextApiResponse<User | null>) => {
    res.json(req.session.get('user') ?? null)
    // @ts-expect-error there is no such name
    req.session.get('usr')
  },
  options,
)
export const half: NextApiHandler<User | null> = withIronSession<Data>(
  (req, res: NextApiResponse<User | null>) => res.json(req.session.get('user') ?? null),
  options,
)
// @ts-expect-error the session that the handler wants is not the one that is promised
withIronSession<Data>((req: WithSession<NextApiRequest, { cart: string[] }>) => req.url, options)

// getServerSideProps, with its props.
type UserProps = GetServerSideProps<{ user: User | null }, { slug: string }>
export const getServerSideProps: UserProps = withIronSession<Data, UserProps>(
  async ({ req, res, params, query, resolvedUrl }) => {
    res.setHeader('x-from', `${resolvedUrl} ${params?.slug} ${query['a']} ${req.cookies['a']}`)
    // @ts-expect-error there is no such name
    req.session.get('usr')
    return { props: { user: req.session.get('user') ?? null } }
  },
  options,
)
withIronSession<Data, GetServerSideProps<{ user: User | null }>>(
  // @ts-expect-error the props have another type
  async ({ req }) => ({ props: { user: req.session.get('visits') ?? null } }),
  options,
)
export const redirecting: GetServerSideProps = withIronSession<Data, GetServerSideProps>(
  async ({ req }) =>
    req.session.get('user') ? { props: {} } : { redirect: { destination: '/', permanent: false } },
  options,
)
// @ts-expect-error a route with a body is not getServerSideProps
export const mixedUp: GetServerSideProps = withIronSession<Data>((req, res) => res.json(1), options)

// getServerSideProps whose props are inferred, for the page to use.
type Context = GetServerSidePropsContext & { req: { session: Session<Data> } }
const inferred = withIronSession(async ({ req }: Context) => {
  const user = req.session.get('user')
  return { props: { name: user?.name ?? 'nobody' } }
}, options)
export const inferredProps: GetServerSideProps = inferred
export const page = ({ name }: InferGetServerSidePropsType<typeof inferred>): string => name.trim()

// Without types it is as loose as next-iron-session.
export const loose = {
  route: withIronSession(async (req, res) => {
    req.session.set('anything', { at: 'all' })
    res.json(req.session.get('anything').at)
  }, options) satisfies NextApiHandler,
  props: withIronSession(
    async ({ req }) => ({ props: { user: req.session.get('user') } }),
    options,
  ) satisfies GetServerSideProps,
}

// The wrapper that the examples of next-iron-session had in a file of their own.
export function withSession<Body>(
  handler: Handler<NextApiRequest, NextApiResponse<Body>>,
): NextApiHandler<Body> {
  return withIronSession(handler, options)
}
export const wrapped = withSession<User>(async (req, res) => {
  const user = req.session.get<User>('user')
  if (user) res.json(user)
  // @ts-expect-error the body of this response has another type
  else res.json(undefined)
})

// Everything else that has a request and a response.
export async function getInitialProps({ req, res }: NextPageContext): Promise<void> {
  if (req && res) await applySession(req, res, options)
}
export const applied: NextApiHandler = async (req, res) => {
  await applySession<Data>(req, res, options)
  const { session } = req as WithSession<NextApiRequest, Data>
  res.json(session.get('user'))
  // @ts-expect-error there is no such name
  session.get('usr')
}

// A server of one's own around Next.
createServer((req, res) => ironSession(options)(req, res, () => res.end()))

// The App Router and proxy.ts, through the API of iron-session.
const appOptions = { password: process.env['SESSION_PASSWORD'], cookieName: 'app' }
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const response = NextResponse.next()
  const session = await getIronSession<Data>(nextProxyCookies(request, response), appOptions)
  session.visits = (session.visits ?? 0) + 1
  await session.save()
  return response
}
export async function serverAction(): Promise<number> {
  const session = await getIronSession<Data>(await cookies(), appOptions)
  return session.visits ?? 0
}

// The object of `createSessions` in the place of options: its session, with the types of Next.
const sessions = createSessions<Data>({ password: '' })
export const modern = {
  route: withIronSession(async (req, res) => {
    await req.session.regenerate()
    req.session.set('user', { id: Number(req.query['id']), name: req.body.name })
    res.status(200).json({ until: req.session.expiresAt })
    // @ts-expect-error there is no such name
    req.session.get('usr')
    // @ts-expect-error Next has no such method
    res.jason()
  }, sessions) satisfies NextApiHandler,
  typed: withIronSession<Data, NextApiHandler<User | null>>((req, res) => {
    res.json(req.session.get('user') ?? null)
    // @ts-expect-error the body of this response has another type
    res.json('nobody')
  }, sessions) satisfies NextApiHandler<User | null>,
  annotated: withIronSession(
    (req: WithSessionHandle<NextApiRequest, Data>, res: NextApiResponse<User | null>) =>
      res.json(req.session.get('user') ?? null),
    sessions,
  ) satisfies NextApiHandler<User | null>,
  props: withIronSession<Data, UserProps>(
    async ({ req }) => ({ props: { user: req.session.get('user') ?? null } }),
    sessions,
  ) satisfies UserProps,
}
type ModernContext = GetServerSidePropsContext & { req: { session: SessionHandle<Data> } }
const modernInferred = withIronSession(
  async ({ req }: ModernContext) => ({ props: { name: req.session.get('user')?.name ?? '' } }),
  sessions,
)
export const modernProps: GetServerSideProps = modernInferred
export const modernPage = ({ name }: InferGetServerSidePropsType<typeof modernInferred>): string =>
  name.trim()
