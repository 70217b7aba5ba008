// oxlint-disable typescript/no-explicit-any -- routes of any framework are wrapped; what they take and give is theirs
import type { Session, SessionOptions } from '../compat/next-iron-session/types.ts'
import type { Sessions } from '../openers/create-sessions.ts'
import type { SessionHandle } from '../session/session-handle.ts'

/**
 * A request with its session, to annotate what a handler takes.
 *
 * @example
 * async (req: WithSession<NextApiRequest, { user?: User }>, res: NextApiResponse<User | null>) =>
 *   res.json(req.session.get('user') ?? null)
 */
export type WithSession<Req, Data = unknown> = Req & { session: Session<Data> }

/**
 * The same with a session of `createSessions`.
 *
 * @example
 * async (req: WithSessionHandle<NextApiRequest, { user?: User }>, res: NextApiResponse<User | null>) =>
 *   res.json(req.session.get('user') ?? null)
 */
export type WithSessionHandle<Req, Data extends object> = Req & { session: SessionHandle<Data> }

/** What a framework calls: with a request first, or with a context that holds one. */
export type Route = (first: any, ...rest: any[]) => any

/** A route as it is written, with what it adds to its request. A method, so that a parameter may be annotated more closely. */
interface Written<First, Rest extends any[], Result, Added> {
  route(first: AddedTo<First, Added>, ...rest: Rest): Result
}

type AddedTo<First, Added> = First extends { req: infer Req; res: object }
  ? First & { req: Req & Added }
  : First & Added

type RouteWith<Called extends Route, Added> =
  Parameters<Called> extends [infer First, ...infer Rest]
    ? Written<First, Rest, ReturnType<Called>, Added>['route']
    : Called

type Opened<Data extends object> = { session: SessionHandle<NoInfer<Data>> }

/** `withIronSession` in a framework whose routes are mostly of the type `Usual`. */
export interface WithIronSession<Usual extends Route> {
  /** With the object of `createSessions`: the session that its `open` gives, which is saved by itself when a request changed it. */
  <Data extends object>(
    handler: RouteWith<Usual, Opened<Data>>,
    sessions: Sessions<Data>,
  ): (...args: Parameters<Usual>) => Promise<Awaited<ReturnType<Usual>>>
  /** The same for a handler that says what it takes and returns. */
  <Handler extends (first: any, second: any, ...rest: any[]) => unknown>(
    handler: Handler,
    sessions: Sessions<any>,
  ): (...args: any[]) => Promise<Awaited<ReturnType<Handler>>>
  /** The same with the type of the route. */
  <Data extends object, Called extends Route>(
    handler: RouteWith<Called, Opened<Data>>,
    sessions: Sessions<Data>,
  ): (...args: Parameters<Called>) => Promise<Awaited<ReturnType<Called>>>
  /** Without type arguments the handler says what it takes and returns. */
  <Handler extends (first: any, second: any, ...rest: any[]) => unknown>(
    handler: Handler,
    options: SessionOptions,
  ): (...args: any[]) => Promise<Awaited<ReturnType<Handler>>>
  /** With the type of the session data, and the type of the route where it is not the usual one. */
  <Data, Called extends Route = Usual>(
    handler: RouteWith<Called, { session: Session<Data> }>,
    options: SessionOptions,
  ): (...args: Parameters<Called>) => Promise<Awaited<ReturnType<Called>>>
}

/** `ironSession` as middleware of the type that a framework takes. */
export type IronSession<Middleware> = (options: SessionOptions | Sessions<any>) => Middleware

/** `applySession` for requests that can hold a session of this type. */
export interface ApplySession<Req, Res> {
  <Data extends object>(
    req: Req & { session?: SessionHandle<NoInfer<Data>> },
    res: Res,
    sessions: Sessions<Data>,
  ): Promise<void>
  <Data = unknown>(
    req: Req & { session?: Session<Data> },
    res: Res,
    options: SessionOptions,
  ): Promise<void>
}
