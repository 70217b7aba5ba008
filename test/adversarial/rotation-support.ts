import { cookieOf, type Options, sessionsOf, visit } from '../sessions/support.ts'
import type { FormatName } from './attack.ts'
import type { Seen } from './tally.ts'

export const THIRD = 'mN4!bV6@cX8#zL1-kJ3hG5fD7sA9pO2i'

export type Password = Options['password']

export const openWith =
  (format: FormatName, password: Password, cookie: string): (() => Promise<Seen>) =>
  async () =>
    (await visit(sessionsOf({ accept: [format], password }), cookie)).session
export const cookieWith = (format: FormatName, password: Password): Promise<string> =>
  cookieOf(sessionsOf({ accept: [format], password }), { user: 1 })
export const originWith = async (
  format: FormatName,
  password: Password,
  cookie: string,
): Promise<unknown> => (await openWith(format, password, cookie)()).origin
