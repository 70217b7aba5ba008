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

/** A schema as the libraries give it: only its output type matters here. */
interface SchemaShim<Output> {
  readonly '~standard': {
    readonly version: 1
    readonly vendor: string
    readonly validate: (value: unknown) => { readonly value: Output }
    readonly types?: { readonly input: unknown; readonly output: Output } | undefined
  }
}
type OutputShim<Schema> = Schema extends SchemaShim<infer Output> ? Output : never
type ObjectShim<Fields> = SchemaShim<{ [Name in keyof Fields]: OutputShim<Fields[Name]> }>

declare module 'zod' {
  interface Field<Output> extends SchemaShim<Output> {
    optional(): Field<Output | undefined>
    default(value: Output): Field<Output>
  }
  const z: {
    object<Fields>(fields: Fields): ObjectShim<Fields>
    string(): Field<string>
    number(): Field<number>
    array<Item>(item: SchemaShim<Item>): Field<Item[]>
  }
}

declare module 'valibot' {
  function object<Fields>(fields: Fields): ObjectShim<Fields>
  function string(): SchemaShim<string>
  function array<Item>(item: SchemaShim<Item>): SchemaShim<Item[]>
  function optional<Item>(item: SchemaShim<Item>): SchemaShim<Item | undefined>
  function optional<Item>(item: SchemaShim<Item>, fallback: Item): SchemaShim<Item>
}

declare module 'arktype' {
  function type(fields: {
    readonly 'userId?': 'string'
    readonly theme: "'light' | 'dark' = 'light'"
  }): SchemaShim<{ userId?: string; theme: 'light' | 'dark' }>
}
