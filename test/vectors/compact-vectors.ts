import { readdirSync, readFileSync } from 'node:fs'
import { resolveLimits } from '../../src/lib/options/limits.ts'
import { platform } from '#platform'
import { Key } from '../../src/lib/keys/key.ts'
import { fixedKeys } from '../../src/lib/keys/key-source.ts'
import { KeyRing } from '../../src/lib/keys/key-ring.ts'
import { createCompactFormat } from '../../src/lib/seal/compact.ts'
import { createIronFormat } from '../../src/lib/seal/iron.ts'
import { createSealer } from '../../src/lib/seal/sealer.ts'
import { createFactsCodec } from '../../src/lib/session/facts-codec.ts'
import { unsealData } from '../../src/lib/seal-data.ts'

/* The vectors of docs/spec/compact.md §7, and the two ways in which the library reads a seal. */

export interface CompactUse {
  readonly description: string
  readonly purpose: string
  readonly name: string
  readonly audience: string
  readonly bind: string | null
  /** The time at which it is read. */
  readonly now: number
  readonly seal: string
}

export interface ValidVector extends CompactUse {
  readonly file: string
  readonly secret: string
  readonly content: {
    readonly json: string
    readonly created: number
    readonly age: number
    readonly ttl: number
    readonly sid: string | null
    readonly meta: string | null
    readonly transient: boolean
    readonly padded: boolean
  }
  readonly length: number
  readonly material: string
  readonly kid: string
  readonly key: string
  readonly k1: string
  readonly nonce: string
  readonly messageKey: string
  readonly aad: string
  readonly plaintext: string
}

export interface FailureVector extends CompactUse {
  readonly file: string
  readonly secrets: readonly string[]
  readonly maxLength: number
  readonly reason: string
}

const folder = new URL('./compact/', import.meta.url)

const readAll = <Vector>(wanted: (file: string) => boolean): Vector[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.json') && wanted(file))
    .map((file) => ({ file, ...JSON.parse(readFileSync(new URL(file, folder), 'utf8')) }))

export const VALID: ValidVector[] = readAll((file) => file.startsWith('valid-'))
export const FAILURES: FailureVector[] = readAll((file) => !file.startsWith('valid-'))

export const ringOf = (secrets: readonly string[]): KeyRing =>
  KeyRing.fromKeys(secrets.map((secret, at) => new Key(String(at + 1), secret)))

export const contextOf = ({ purpose, name, audience, bind }: CompactUse) => ({
  purpose,
  name,
  audience,
  bind: bind ?? undefined,
})

/** The reason for which the library refuses a text, `undefined` where it takes it: as `unsealData` and as sessions read. */
export async function refusal(vector: FailureVector): Promise<string | undefined> {
  return vector.purpose.startsWith('seal:') ? refusalOfData(vector) : refusalOfSession(vector)
}

async function refusalOfData(vector: FailureVector): Promise<string | undefined> {
  const { seal, purpose, audience, bind, secrets, maxLength } = vector
  const opened = await unsealData(seal, {
    password: secrets,
    purpose: purpose.slice('seal:'.length),
    ...(audience === '' ? {} : { audience }),
    ...(bind === null ? {} : { bind }),
    maxLength,
  })
  return opened.ok ? undefined : opened.reason
}

/** What `readCandidate` of sessions.ts does, with the formats, the codec and the limits that `createSessions` takes by default. */
async function refusalOfSession(vector: FailureVector): Promise<string | undefined> {
  const { seal, secrets, maxLength, now } = vector
  const compact = createCompactFormat()
  const accept = [compact, createIronFormat()]
  const keys = fixedKeys(ringOf(secrets))
  const sealer = createSealer({ platform, keys, format: compact, accept, maxLength })
  const codec = createFactsCodec({
    limits: resolveLimits({}),
    newFacts: () => {
      throw new Error('a compact seal has facts of its own')
    },
    version: undefined,
  })
  const unsealed = await sealer.unseal(seal, contextOf(vector))
  if (!unsealed.ok) return unsealed.reason
  const envelope = codec.decode(unsealed.content, unsealed.carriesMeta, now)
  return envelope === undefined ? 'malformed' : codec.judge(envelope, now)
}
