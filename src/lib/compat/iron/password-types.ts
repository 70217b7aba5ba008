/** A password: text that keys are derived from, or bytes that are the key. */
export type Password = string | Uint8Array

/** A password under an id that the seal carries. */
export interface Secret {
  /** Letters, digits and `_`. */
  id?: string | number | undefined
  secret: Password
}

/** Two passwords, one for each key of a seal. */
export interface Specific {
  /** Letters, digits and `_`. */
  id?: string | number | undefined
  encryption: Password
  integrity: Password
}

/** Passwords by id. A seal without an id is opened with the one under `default`. */
export interface Hash {
  [id: string]: Password | Secret | Specific
}
