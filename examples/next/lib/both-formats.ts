import { createSessions } from 'ironseal'
import { sealOnce } from './seal-once'
import { absoluteTimeout, secret } from './sessions'

/** The data that is sealed in both formats. */
export interface Sample {
  user: { name: string; role: string }
  text?: string
}

export interface BothSeals {
  cookieName: string
  data: Sample
  iron: string
  compact: string
}

const cookieName = 'session'
const configure = (accept: ('iron' | 'compact')[]) =>
  createSessions<Sample>({ password: secret, cookieName, accept, ttl: absoluteTimeout })

const iron = configure(['iron'])
const compact = configure(['compact'])

/** The same data, sealed twice with the same key. */
export async function sealBoth(text: string): Promise<BothSeals> {
  const data: Sample = { user: { name: 'visitor', role: 'reader' }, ...(text !== '' && { text }) }
  const seals = await Promise.all([sealOnce(iron, data), sealOnce(compact, data)])
  return { cookieName, data, iron: seals[0], compact: seals[1] }
}
