import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import * as original from 'next-iron-session'
import * as ironseal from '../../src/next-iron-session.ts'

/*
 * next-iron-session 4.2.0 beside ironseal: what a row of the behaviour list says is asserted of both.
 */

/** The three functions, with types as loose as the callers that the rows are about. */
export interface Api {
  readonly name: string
  applySession(req: unknown, res: unknown, options: unknown): Promise<void>
  withIronSession(handler: (...args: any[]) => unknown, options: unknown): (...args: any[]) => any
  ironSession(
    options: unknown,
  ): (req: unknown, res: unknown, next: (error?: unknown) => any) => void
}

export const theirs = { name: 'next-iron-session 4.2.0', ...original } as unknown as Api
export const ours = { name: 'ironseal', ...ironseal } as unknown as Api
export const both: readonly Api[] = [theirs, ours]

export const PASSWORD = 'complex_password_at_least_32_characters_long'
export const OTHER_PASSWORD = 'another_password_at_least_32_characters_long'
export const OPTIONS = { password: PASSWORD, cookieName: 'c' }

export interface Session {
  set(name: string, value: unknown): any
  get(name?: string): any
  unset(name: string): void
  save(): Promise<string>
  destroy(): void
  readonly origin?: unknown
}

export interface Opened {
  readonly session: Session
  readonly req: any
  readonly res: ServerResponse
  /** The `Set-Cookie` values of the response. */
  sent(): string[]
}

export function responseOf(): ServerResponse {
  return new ServerResponse(new IncomingMessage(new Socket()))
}

/** Opens a session by `applySession` on a request with this `Cookie` header. */
export async function open(api: Api, options: object = {}, cookie?: string): Promise<Opened> {
  const req: any = { headers: cookie === undefined ? {} : { cookie } }
  const res = responseOf()
  await api.applySession(req, res, { ...OPTIONS, ...options })
  const sent = (): string[] => [res.getHeader('set-cookie') ?? []].flat() as string[]
  return { session: req.session, req, res, sent }
}

/** The seal in a `Set-Cookie` value. */
export function sealIn(line: string): string {
  return /^[^=]*=([^;]*)/.exec(line)?.[1] ?? ''
}

/** A `Set-Cookie` value without the seal, which is another one each time. */
export function frameOf(line: string): string {
  return line.replace(/=Fe26\.2[^;]*/, '=SEAL')
}

/** A sealed session that holds these values. */
export async function sealOf(
  api: Api,
  values: object = { a: 1 },
  options: object = {},
): Promise<string> {
  const { session } = await open(api, options)
  for (const [name, value] of Object.entries(values)) session.set(name, value)
  return sealIn(await session.save())
}

/** What came of a call: its value, or the message of its error. */
export async function outcome(
  call: () => unknown,
): Promise<{ value: unknown } | { error: string }> {
  try {
    return { value: await call() }
  } catch (error) {
    return { error: (error as Error).message }
  }
}
