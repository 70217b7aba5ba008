import hapi from '@hapi/iron'
import * as webcrypto from 'iron-webcrypto'
import * as webcrypto1 from 'iron-webcrypto-1'
import * as ironseal from '../../src/iron.ts'

/** What every Iron library can do, with types that allow any misuse. */
export interface Iron {
  seal(value: any, password: any, options: any): Promise<string>
  unseal(sealed: any, password: any, options?: any): Promise<any>
  generateKey(password: any, options: any): Promise<any>
  encrypt(password: any, options: any, data: any): Promise<any>
  decrypt(password: any, options: any, data: any): Promise<string>
  hmacWithPassword(password: any, options: any, data: any): Promise<any>
}

export const ours: Iron = ironseal
export const hapiIron: Iron = hapi as any
export const webcryptoIron: Iron = webcrypto as any

/** Version 1 of iron-webcrypto takes the implementation of Web Crypto as its first argument. */
const withCrypto =
  (method: (...args: any[]) => Promise<any>) =>
  (...args: any[]): Promise<any> =>
    method(crypto, ...args)
export const webcrypto1Iron: Iron = {
  seal: withCrypto(webcrypto1.seal),
  unseal: withCrypto(webcrypto1.unseal),
  generateKey: withCrypto(webcrypto1.generateKey),
  encrypt: withCrypto(webcrypto1.encrypt),
  decrypt: withCrypto(webcrypto1.decrypt),
  hmacWithPassword: withCrypto(webcrypto1.hmacWithPassword),
}

export const PASSWORD = 'Gbm49ATjnqnkCCCdhV4uDBhbfnPqsCW0'

/** Standard options with changes that no type allows. */
export function optionsWith(
  changes: object = {},
  encryption: object = {},
  integrity: object = {},
): any {
  return {
    ...hapi.defaults,
    encryption: { ...hapi.defaults.encryption, ...encryption },
    integrity: { ...hapi.defaults.integrity, ...integrity },
    ...changes,
  }
}

/** A seal with one of its eight parts replaced, or cut out. */
export function withPart(sealed: string, at: number, part: string | undefined): string {
  const parts = sealed.split('*')
  parts.splice(at, 1, ...(part === undefined ? [] : [part]))
  return parts.join('*')
}

/** An authentic seal of parts that no library writes: whoever has the password can make one. */
export async function forge(
  plaintext: string,
  change: (parts: string[]) => void = () => {},
): Promise<string> {
  const { encryption, integrity } = hapi.defaults
  const { encrypted, key } = await hapi.encrypt(PASSWORD, encryption, plaintext)
  const parts = [
    'Fe26.2',
    '1',
    key.salt,
    key.iv.toString('base64url'),
    encrypted.toString('base64url'),
    '',
  ]
  change(parts)
  const covered = parts.join('*')
  const mac = await hapi.hmacWithPassword(PASSWORD, integrity, covered)
  return `${covered}*${mac.salt}*${mac.digest}`
}

/** The message of the error that an attempt ends with. */
export async function messageOf(attempt: Promise<unknown>): Promise<string> {
  try {
    return `no error, but ${JSON.stringify(await attempt)}`
  } catch (error) {
    return error instanceof Error ? error.message : `no Error, but ${String(error)}`
  }
}
