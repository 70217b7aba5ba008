// oxlint-disable typescript/no-explicit-any -- as in the types of Next: a body is whatever the client sent
import type { IncomingMessage, ServerResponse } from 'node:http'
import * as functions from '../compat/next-iron-session/functions.ts'
import type { ApplySession, IronSession, WithIronSession } from './with-session.ts'

/** What most API routes use of `NextApiRequest`. */
export interface ApiRequest extends IncomingMessage {
  body: any
  cookies: Partial<Record<string, string>>
  query: Partial<Record<string, string | string[]>>
}

/** What most API routes use of `NextApiResponse`. */
export interface ApiResponse extends ServerResponse {
  json: (body: any) => void
  redirect: ((url: string) => ApiResponse) & ((status: number, url: string) => ApiResponse)
  send: (body: any) => void
  status: (code: number) => ApiResponse
}

/** An API route; a `NextApiHandler` of Next. */
export type ApiRoute = (req: ApiRequest, res: ApiResponse) => unknown

/**
 * Gives an API route or `getServerSideProps` its `req.session`, of the type of the data that is named.
 *
 * For `getServerSideProps`, or an API route with the type of its body, name Next's type as well. Without type arguments the
 * parameters may be annotated, and the result is kept, for `InferGetServerSidePropsType`.
 *
 * Throws a `SessionError` at once when `password` or `cookieName` is missing. Resolves to what the handler returns.
 *
 * @example
 * export default withIronSession<Data>((req, res) => res.json(req.session.get('user') ?? null), options)
 *
 * export const getServerSideProps = withIronSession<Data, GetServerSideProps<Props>>(
 *   async ({ req }) => ({ props: { user: req.session.get('user') ?? null } }),
 *   options,
 * )
 */
export const withIronSession = functions.withIronSession as WithIronSession<ApiRoute>

/**
 * Middleware that gives every request its `req.session`: for next-connect, or a server of your own around Next.
 *
 * Throws a `SessionError` at once when `password` or `cookieName` is missing; every later error goes to `next(error)`.
 *
 * @example
 * const router = createRouter<WithSession<NextApiRequest, Data>, NextApiResponse>()
 * router.use(ironSession(options))
 */
export const ironSession: IronSession<functions.ConnectMiddleware> = functions.ironSession

/**
 * Puts the session at `req.session`, where nothing can be wrapped: in `getInitialProps`, say.
 *
 * Rejects with a `SessionError` for options that cannot work.
 *
 * @example
 * if (context.req && context.res) await applySession(context.req, context.res, options)
 */
export const applySession: ApplySession<IncomingMessage, ServerResponse> = functions.applySession
