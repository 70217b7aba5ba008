/** What is used of Node's `IncomingMessage`, which Express, Connect and Next.js API routes pass on. */
export interface NodeRequest {
  readonly headers: {
    readonly cookie?: string | readonly string[] | undefined
    readonly [name: string]: string | readonly string[] | undefined
  }
  readonly method?: string | undefined
  readonly socket?: { readonly remoteAddress?: string | undefined } | undefined
}

/** What is used of Node's `ServerResponse`. */
export interface NodeResponse {
  readonly headersSent?: boolean
  getHeader(name: string): number | string | readonly string[] | undefined
  setHeader(name: string, value: string | readonly string[]): unknown
  writeHead?(statusCode: number, ...rest: never[]): unknown
  once?(event: 'finish', listener: () => void): unknown
}
