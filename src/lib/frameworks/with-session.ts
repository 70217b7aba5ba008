// oxlint-disable typescript/no-explicit-any -- routes of any framework are wrapped; what they take and give is theirs
import type { Session, SessionOptions } from '../compat/next-iron-session/types.ts'

/**
 * A request with its session, to annotate what a handler takes.
 *
 * @example
 * async (req: WithSession<NextApiRequest, { user?: User }>, res: NextApiResponse<User | null>) =>
 *   res.json(req.session.get('user') ?? null)
 */
export type WithSession<Req, Data = unknown> = Req & { session: Session<Data> }

/** What a framework calls: with a request first, or with a context that holds one. */
export type Route = (first: any, ...rest: any[]) => any

/** A route as it is written, with a session. A method, so that a parameter may be annotated more closely. */
interface Written<First, Rest extends any[], Result, Data> {
  route(first: SessionIn<First, Data>, ...rest: Rest): Result
}

type SessionIn<First, Data> = First extends { req: infer Req; res: object }
  ? First & { req: WithSession<Req, Data> }
  : WithSession<First, Data>

/** `withIronSession` in a framework whose routes are mostly of the type `Usual`. */
export interface WithIronSession<Usual extends Route> {
  /** Without type arguments the handler says what it takes and returns. */
  <Handler extends (first: any, second: any, ...rest: any[]) => unknown>(
    handler: Handler,
    options: SessionOptions,
  ): (...args: any[]) => Promise<Awaited<ReturnType<Handler>>>
  /** With the type of the session data, and the type of the route where it is not the usual one. */
  <Data, Called extends Route = Usual>(
    handler: Parameters<Called> extends [infer First, ...infer Rest]
      ? Written<First, Rest, ReturnType<Called>, Data>['route']
      : Called,
    options: SessionOptions,
  ): (...args: Parameters<Called>) => Promise<Awaited<ReturnType<Called>>>
}

/** `applySession` for requests that can hold a session of this type. */
export type ApplySession<Req, Res> = <Data = unknown>(
  req: Req & { session?: Session<Data> },
  res: Res,
  options: SessionOptions,
) => Promise<void>
