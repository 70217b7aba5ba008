import { randomUUID } from 'node:crypto'
import { sealData, unsealData } from 'ironseal'
import { secret } from './sessions'

/** The accounts of the demo. Nobody gets real mail. */
export const ACCOUNTS = ['visitor@example.com', 'admin@example.com'] as const
export type Email = (typeof ACCOUNTS)[number]

/** What a link is good for, in seconds. */
export const linkTtl = 15 * 60

/** What an application has in its database, and a mail server in its inboxes. Here it is the memory of the process. */
interface Memory {
  /** How often each account has changed its password. An application takes the hash of the password instead. */
  versions: Record<Email, number>
  mail: { to: Email; seal: string } | null
  /** The ids of links that were used, with the time from which they can be forgotten. */
  used: Map<string, number>
}

const shared = globalThis as { ironsealDemoLinks?: Memory }
const memory = (): Memory =>
  (shared.ironsealDemoLinks ??= {
    versions: { 'visitor@example.com': 1, 'admin@example.com': 1 },
    mail: null,
    used: new Map(),
  })

export const isEmail = (text: unknown): text is Email => ACCOUNTS.some((one) => one === text)
export const versionOf = (email: Email) => memory().versions[email]
export const lastMail = () => memory().mail
export const changePassword = (email: Email): number => (memory().versions[email] += 1)

interface Link {
  email: Email
  linkId: string
}

/** Sends a link: seals whom it lets in, for one purpose, bound to the password of today. */
export async function sendLink(email: Email): Promise<void> {
  const seal = await sealData({ email, linkId: randomUUID() } satisfies Link, {
    password: secret,
    purpose: 'magic-link',
    ttl: linkTtl,
    bind: boundTo(email),
  })
  memory().mail = { to: email, seal }
}

/** Opens a link. Who it is for must be known before: what it is bound to is theirs. */
export function openLink(seal: unknown, email: Email, purpose = 'magic-link') {
  return unsealData<Link>(seal, { password: secret, purpose, bind: boundTo(email) })
}

export const wasUsed = (linkId: string) => memory().used.has(linkId)

/** A seal cannot know that it was used; whoever wants it to work once has to remember. */
export function useOnce(linkId: string): boolean {
  const { used } = memory()
  const now = Date.now()
  for (const [id, until] of used) if (until < now) used.delete(id)
  if (used.has(linkId)) return false
  used.set(linkId, now + linkTtl * 1000)
  return true
}

const boundTo = (email: Email) => `password version ${versionOf(email)}`
