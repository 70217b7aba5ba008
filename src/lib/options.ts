import { platform } from '#platform'
import type { KeyRing } from './keys/key-ring.ts'
import type { SealContext } from './seal/format.ts'
import { createIronFormat } from './seal/iron.ts'
import { createSealer, type Sealer } from './seal/sealer.ts'
import type { Layout } from './session/envelope.ts'
import type { LifetimeRules } from './session/lifetime.ts'
import { MAX_CHUNKS } from './transport/chunked-transport.ts'
import { MAX_COOKIE_SIZE, type Transport } from './transport/transport.ts'

/** What the pipeline works with: every option checked, every default filled in. Nothing below reads user options. */
export interface Config {
  /** The API whose handles this configuration makes; sessions are shared within one API only. */
  readonly api: string
  readonly cookieName: string
  readonly ring: KeyRing
  readonly sealer: Sealer
  readonly context: SealContext
  readonly transport: Transport
  readonly layout: Layout
  readonly lifetime: LifetimeRules
  /** Whether unsealing gives its result at once, so that it can wait until somebody asks for the data. */
  readonly synchronous: boolean
}

/** What an API resolves its users' options to; see `compat/` for the rules of each. */
export interface Settings {
  readonly api: string
  readonly cookieName: string
  readonly ring: KeyRing
  readonly transport: Transport
  readonly layout: Layout
  readonly lifetime: LifetimeRules
  /** What is written behind an Iron seal. */
  readonly sealSuffix: '' | '~2'
}

/** The longest text that can be a session: as many cookies as are ever written, each full. */
const MAX_SEAL_LENGTH = MAX_COOKIE_SIZE * MAX_CHUNKS

/** Puts the stages of the pipeline together. */
export function createConfig({ sealSuffix, ...settings }: Settings): Config {
  const format = createIronFormat(sealSuffix)
  return Object.freeze({
    ...settings,
    sealer: createSealer({
      platform,
      ring: settings.ring,
      format,
      accept: [format],
      maxLength: MAX_SEAL_LENGTH,
    }),
    context: { purpose: 'session', name: settings.cookieName },
    synchronous: platform.synchronous,
  })
}
