/** What is known of a session apart from its data. Times are in milliseconds since 1970. */
export interface SessionFacts {
  /** 16 random bytes in base64url: what a revocation names. */
  readonly id: string
  /** When the session began, or was last regenerated. */
  readonly created: number
  /** When the person last proved who they are. */
  readonly authenticated: number
  /** When it was last sealed. */
  readonly issued: number
  /** When its seal ends. */
  readonly expires: number
  /** Its cookie ends with the browser. */
  readonly transient: boolean
}

/** The same facts but for some. Not spread, which would leave out the id of `LateFacts`. */
export function withFacts(
  { id, created, authenticated, issued, expires, transient }: SessionFacts,
  change: Partial<SessionFacts>,
): SessionFacts {
  return { id, created, authenticated, issued, expires, transient, ...change }
}

/**
 * The facts of a session whose seal has no place for them: it begins when it is read.
 *
 * Its id is made when somebody asks for it, which takes a fifth of the time in which the session is read.
 */
export class LateFacts implements SessionFacts {
  readonly created: number
  readonly authenticated: number
  readonly issued: number
  readonly expires: number
  readonly transient: boolean
  readonly #makeId: () => string
  #id: string | undefined

  constructor(now: number, expires: number, transient: boolean, makeId: () => string) {
    this.created = now
    this.authenticated = now
    this.issued = now
    this.expires = expires
    this.transient = transient
    this.#makeId = makeId
  }

  get id(): string {
    return (this.#id ??= this.#makeId())
  }
}
