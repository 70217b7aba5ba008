/** A password taken apart: one secret for each key. Nothing is known of their types yet. */
export interface SplitPassword {
  readonly id: unknown
  readonly encryption: unknown
  readonly integrity: unknown
}

/** Takes apart every form of a password: text, bytes, `{ id, secret }` or `{ id, encryption, integrity }`. */
export function splitPassword(password: unknown): SplitPassword {
  if (!isDictionary(password)) return { id: '', encryption: password, integrity: password }
  const { id, secret, encryption, integrity } = password
  return { id, encryption: secret ?? encryption, integrity: secret ?? integrity }
}

/**
 * The id as a seal carries it; nothing for an id that is missing or 0, as in @hapi/iron.
 *
 * @throws Error unless it consists of letters, digits and `_`.
 */
export function passwordIdOf({ id }: SplitPassword): string {
  if (!id) return ''
  const text = typeof id === 'number' ? String(id) : id
  if (typeof text !== 'string' || !isPasswordId(text)) throw new Error('Invalid password id')
  return text
}

/** Whether a seal can carry the id. */
export function isPasswordId(id: string): boolean {
  return /^\w+$/.test(id)
}

/**
 * The password for a seal with this id: the only one there is, or the one of that name.
 *
 * Only what the caller put into the object is found, so the id `constructor` of a forged seal is an unknown one.
 *
 * @throws Error when there is none.
 */
export function findPassword(passwords: unknown, id: string): unknown {
  if (!passwords) throw new Error('Empty password')
  if (!isDictionary(passwords)) return passwords
  const name = id === '' ? 'default' : id
  // Enumerable as well: the `length` of a list of passwords is none of them.
  const found = Object.prototype.propertyIsEnumerable.call(passwords, name) && passwords[name]
  if (!found) throw new Error(describeUnknownId(id))
  return found
}

/** The id stands in the message only when it is one that a seal can carry: it is written into logs, and nobody has vouched for it. */
function describeUnknownId(id: string): string {
  return /^\w{0,64}$/.test(id) ? `Cannot find password: ${id}` : 'Cannot find password'
}

function isDictionary(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)
}
