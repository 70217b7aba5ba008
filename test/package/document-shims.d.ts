/*
 * What the documents' code imports and the repository does not install: the least of it that the examples use. With the real
 * packages the same code is compiled and run in `test/frameworks` and in the examples.
 */
declare module 'next' {
  import type { IncomingMessage, ServerResponse } from 'node:http'

  interface NextApiRequest extends IncomingMessage {
    body: any
    cookies: Partial<Record<string, string>>
    query: Partial<Record<string, string | string[]>>
  }
  interface NextApiResponse<Body = any> extends ServerResponse {
    json: (body: Body) => void
    redirect: ((url: string) => this) & ((status: number, url: string) => this)
    send: (body: Body) => void
    status: (code: number) => this
  }
  interface GetServerSidePropsContext {
    req: IncomingMessage & { cookies: Partial<Record<string, string>> }
    res: ServerResponse
  }
  type GetServerSideProps<Props> = (context: GetServerSidePropsContext) => Promise<{ props: Props }>
}

declare module 'next/headers' {
  function cookies(): Promise<{
    get(name: string): { name: string; value: string } | undefined
    getAll(): { name: string; value: string }[]
    set(name: string, value: string, options?: object): unknown
    set(cookie: object): unknown
  }>
}

declare module 'next/navigation' {
  function redirect(url: string): never
}

declare module 'next/server' {
  class NextResponse extends Response {
    static next(): NextResponse
    static redirect(url: string | URL): NextResponse
    readonly cookies: { set(name: string, value: string, options: object): unknown }
  }
  interface NextRequest extends Request {
    readonly cookies: {
      get(name: string): { name: string; value: string } | undefined
      getAll(): { name: string; value: string }[]
      set(name: string, value: string): unknown
    }
    readonly nextUrl: URL
  }
}

declare namespace JSX {
  type Element = unknown
  interface IntrinsicElements {
    [name: string]: any
  }
}
