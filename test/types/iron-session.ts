// What applications wrote against the types of iron-session 6, 8 and 9, with the name of the package changed.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import {
  type CookieJar,
  type CookieStore,
  getIronSession,
  type IronSession,
  ironSession,
  type IronSessionData,
  type IronSessionOptions,
  nextProxyCookies,
  nodeCookies,
  sealData,
  type SessionOptions,
  unsealData,
  type UnsealErrorReason,
  webCookies,
  withIronSessionApiRoute,
  withIronSessionSsr,
} from 'ironseal/iron-session'

// An application of version 6 declares its data once.
declare module 'ironseal/iron-session' {
  interface IronSessionData {
    visits?: number
  }
}

interface User {
  id: number
  admin: boolean
}
interface Data {
  user: User
  cart?: string[]
}

// Options, in every form that they had.
export const options: SessionOptions = {
  cookieName: 'myapp',
  password: process.env['SESSION_PASSWORD'] as string,
  ttl: 60 * 60 * 24,
  chunk: true,
  cookieOptions: {
    httpOnly: true,
    secure: process.env['NODE_ENV'] === 'production',
    sameSite: 'lax',
    path: '/',
    domain: 'example.com',
    priority: 'high',
    partitioned: true,
    expires: new Date(),
    maxAge: undefined,
  },
  onUnsealError: (reason, error) => {
    const known: UnsealErrorReason = reason
    console.warn(known, error)
  },
}
export const variants: SessionOptions[] = [
  { cookieName: 'a', password: process.env['SESSION_PASSWORD'] },
  { cookieName: 'a', password: { 1: 'old', 2: 'new' } },
  { cookieName: 'a', password: { '1': 'old' }, ttl: undefined, cookieOptions: undefined },
  { cookieName: 'a', password: 'x', cookieOptions: { sameSite: true, maxAge: 60 } },
  { cookieName: 'a', password: 'x', onUnsealError: undefined, chunk: undefined },
  { cookieName: 'a', password: 'x', onUnsealError: async () => {} },
  { cookieName: 'a', password: 'x', onUnsealError: (reason) => reason.length },
]
export const six: IronSessionOptions = { ...options }
// @ts-expect-error the name is required
export const unnamed: SessionOptions = { password: 'x' }
// @ts-expect-error the password is required, though it may be undefined
export const open: SessionOptions = { cookieName: 'a' }
// @ts-expect-error a list of passwords is next-iron-session's
export const listed: SessionOptions = { cookieName: 'a', password: [{ id: 1, password: 'x' }] }
// @ts-expect-error times are numbers of seconds
export const textual: SessionOptions = { cookieName: 'a', password: 'x', ttl: '1 day' }
// @ts-expect-error it is spelled otherwise
export const misspelled: SessionOptions = { cookieName: 'a', password: 'x', cookieOption: {} }

// The session: your data, any of which may be missing, and three methods.
declare const req: IncomingMessage
declare const res: ServerResponse
declare const request: Request
declare const response: Response

const session = await getIronSession<Data>(req, res, options)
export const user: User | undefined = session.user
// @ts-expect-error a session that is new has no user
export const certain: User = session.user
session.user = { id: 230, admin: true }
// @ts-expect-error the value has another type
session.user = { id: '230', admin: true }
// @ts-expect-error there is no such name
export const wrong: unknown = session.usr
delete session.cart
export const saved: Promise<void> = session.save()
export const destroyed: void = session.destroy()
export const updated: void = session.updateConfig({ ...options, ttl: 60 })
// @ts-expect-error the methods are read-only
session.save = async () => {}
// @ts-expect-error updateConfig takes all options
session.updateConfig({ ttl: 60 })
export const asType: IronSession<Data> = session
export const data: Partial<Data> = { ...session }

// Everywhere that a session can come from.
export const opened: IronSession<Data>[] = await Promise.all([
  getIronSession<Data>(req, res, options),
  getIronSession<Data>(request, response, options),
  getIronSession<Data>(request, new Headers(), options),
  getIronSession<Data>(nodeCookies(req, res), options),
  getIronSession<Data>(webCookies(request, new Headers()), options),
])
// @ts-expect-error the response is missing
await getIronSession<Data>(req, options)
// @ts-expect-error the options are missing
await getIronSession<Data>(req, res)
// @ts-expect-error it is of no use without `await`
export const forgotten: User | undefined = getIronSession<Data>(req, res, options).user
// @ts-expect-error neither are the methods
getIronSession<Data>(req, res, options).destroy()

// Without a type argument it is the declared data.
const declared = await getIronSession(req, res, options)
export const visits: number | undefined = declared.visits
// @ts-expect-error the declaration has another type
declared.visits = 'many'
// @ts-expect-error the declaration has no such name
export const unknown: unknown = declared.user
export const declaredData: IronSessionData = { visits: 1 }
declare const unnamedSession: IronSession
export const same: number | undefined = unnamedSession.visits

// Jars and stores.
const jar: CookieJar = {
  read: (name) => (name === 'a' ? 'value' : undefined),
  write: (name: string, value: string, { maxAge, path }) => console.log(name, value, maxAge, path),
}
const store: CookieStore = {
  get: (name) => ({ name, value: '' }),
  set: (name, value, cookie) => [name, value, cookie.maxAge],
}
await getIronSession<Data>(jar, options)
await getIronSession<Data>(store, options)
// @ts-expect-error half a store
await getIronSession<Data>({ get: () => undefined }, options)
// @ts-expect-error `cookies()` of Next 15 and later has to be awaited
await getIronSession<Data>(Promise.resolve(store), options)

// `cookies()` as Next 13.4 to 16 declare what it gives: methods over tuples.
interface CookieListItem {
  name: string
  value: string
  expires?: number | Date | undefined
  domain?: string | undefined
  path?: string | undefined
  secure?: boolean | undefined
  sameSite?: boolean | 'lax' | 'strict' | 'none' | undefined
}
type ResponseCookie13 = CookieListItem & {
  httpOnly?: boolean | undefined
  maxAge?: number | undefined
}
type ResponseCookie14 = ResponseCookie13 & { priority?: 'low' | 'medium' | 'high' | undefined }
type ResponseCookie15 = ResponseCookie14 & { partitioned?: boolean | undefined }
type RequestCookie = Pick<CookieListItem, 'name' | 'value'>
interface RequestCookies {
  get(...args: [name: string] | [RequestCookie]): RequestCookie | undefined
  getAll(...args: [name: string] | [RequestCookie] | []): RequestCookie[]
  set(...args: [key: string, value: string] | [options: RequestCookie]): this
}
interface ResponseCookies<Cookie> {
  get(...args: [key: string] | [options: Cookie]): Cookie | undefined
  getAll(...args: [key: string] | [options: Cookie] | []): Cookie[]
  set(...args: [key: string, value: string, cookie?: Partial<Cookie>] | [options: Cookie]): this
}
type ReadonlyRequestCookies<Cookie> = Omit<RequestCookies, 'set'> &
  Pick<ResponseCookies<Cookie>, 'set'>
declare const cookies13: () => ReadonlyRequestCookies<ResponseCookie13>
declare const cookies14: () => ReadonlyRequestCookies<ResponseCookie14>
declare const cookies15: () => Promise<ReadonlyRequestCookies<ResponseCookie15>>
export const inNext: IronSession<Data>[] = [
  await getIronSession<Data>(cookies13(), options),
  await getIronSession<Data>(cookies14(), options),
  await getIronSession<Data>(await cookies15(), options),
]
// @ts-expect-error it has to be awaited
await getIronSession<Data>(cookies15(), options)

// proxy.ts
declare const nextRequest: Request & { cookies: RequestCookies }
declare const nextResponse: Response & { cookies: ResponseCookies<ResponseCookie15> }
await getIronSession<Data>(nextProxyCookies(nextRequest, nextResponse), options)
await getIronSession<Data>(nextRequest, nextResponse, options)

// Seals.
export const seal: string = await sealData({ userId: 7 }, { password: 'x', ttl: 900 })
export const sealedText: string = await sealData('text', { password: { 1: 'x' } })
export const link: { userId?: number } = await unsealData<{ userId?: number }>(seal, {
  password: process.env['SESSION_PASSWORD'],
  ttl: 0,
  onUnsealError: (reason) => console.warn(reason),
})
export const opaque: unknown = await unsealData(seal, { password: 'x' })
// @ts-expect-error nobody knows what is in it
export const careless: unknown = opaque.userId

// The helpers of version 6, with the requests of the framework that calls them.
interface SessionRequest extends IncomingMessage {
  session: IronSession<IronSessionData>
  body: any
}
interface ApiResponse extends ServerResponse {
  json: (body: unknown) => void
}
export const route: (req: SessionRequest, res: ApiResponse) => Promise<void> =
  withIronSessionApiRoute(async (req: SessionRequest, res: ApiResponse) => {
    req.session.visits = Number(req.body.visits)
    await req.session.save()
    res.json(req.session)
  }, options)
export const loose = withIronSessionApiRoute(
  (req, res) => res.json(req.session.anything.at.all),
  async (req) => ({ ...options, ttl: req.body.remember ? 0 : 3600 }),
)
createServer((req, res) => void loose(req, res))
export const getServerSideProps: (context: {
  req: SessionRequest
  res: ServerResponse
}) => Promise<{ props: { visits: number } }> = withIronSessionSsr(
  async ({ req }: { req: SessionRequest; res: ServerResponse }) => ({
    props: { visits: req.session.visits ?? 0 },
  }),
  options,
)
export const looseProps = withIronSessionSsr(({ req }) => ({ props: req.session }), options)
ironSession(options)(req, res, (error) => console.error(error))
ironSession(async () => options)(req, res, () => {})
