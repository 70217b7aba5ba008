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
