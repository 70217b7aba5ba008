/** What came back, with the cookies exactly as they were sent. */
export interface Answer {
  status: number
  headers: Headers
  setCookies: string[]
  text: string
  json: any
}

export interface Sending {
  /** Sent as JSON, or as a form when it is `URLSearchParams`. */
  body?: object | undefined
  /** Sent in place of what the jar holds. */
  cookie?: string | undefined
  headers?: Record<string, string>
}

/** A browser in what matters here: it keeps cookies by name, forgets what is expired and follows nothing. */
export class Client {
  readonly jar = new Map<string, string>()
  readonly #origin: string

  constructor(origin: string) {
    this.#origin = origin
  }

  get(path: string, sending?: Sending): Promise<Answer> {
    return this.send('GET', path, sending)
  }

  post(path: string, body?: object, sending?: Sending): Promise<Answer> {
    return this.send('POST', path, { ...sending, body })
  }

  async send(method: string, path: string, { body, cookie, headers = {} }: Sending = {}) {
    const isForm = body instanceof URLSearchParams
    const sent = cookie ?? [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(new URL(path, this.#origin), {
      method,
      redirect: 'manual',
      headers: {
        ...(sent === '' ? {} : { cookie: sent }),
        ...(body && !isForm ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      ...(body && { body: isForm ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    const setCookies = response.headers.getSetCookie()
    for (const line of setCookies) this.#keep(line)
    return {
      status: response.status,
      headers: response.headers,
      setCookies,
      text,
      json: parse(text),
    }
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split(';')
    const equals = pair.indexOf('=')
    const name = pair.slice(0, equals).trim()
    const isOver = attributes.some((attribute) => /^ *max-age=(0|-\d+) *$/i.test(attribute))
    if (isOver) this.jar.delete(name)
    else this.jar.set(name, pair.slice(equals + 1).trim())
  }
}

/** `undefined` where the text is no JSON. */
function parse(text: string): any {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
