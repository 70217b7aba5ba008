import { platform } from '#platform'
import { decodeBase64url } from '../../src/lib/bytes/base64url.ts'
import { decodePortably } from '../../src/lib/bytes/portable-base64url.ts'
import { Key } from '../../src/lib/keys/key.ts'
import { KeyRing } from '../../src/lib/keys/key-ring.ts'
import { fixedKeys } from '../../src/lib/keys/key-source.ts'
import { equalBytes } from '../../src/lib/platform/equal.ts'
import type { Platform } from '../../src/lib/platform/platform.ts'
import { createCompactFormat } from '../../src/lib/seal/compact.ts'
import type { SealContext } from '../../src/lib/seal/format.ts'
import { createIronFormat } from '../../src/lib/seal/iron.ts'
import { createSealer, type Sealer } from '../../src/lib/seal/sealer.ts'
import { createVerifiedSeals } from '../../src/lib/seal/verified-seals.ts'
import { ironSegments } from '../mutants/iron-parts.ts'
import type { Mutant } from '../mutants/seal-mutations.ts'
import type { FormatName } from './attack.ts'
import type { Tally } from './tally.ts'

export const SESSION: SealContext = { purpose: 'session', name: 'session' }
export const MAX_LENGTH = 16_384
const SECRETS = ['the first password under attack', 'the second password under attack']
export const KEYS: readonly Key[] = SECRETS.map((secret, at) => new Key(`${at + 1}`, `${secret}!`))
const TIMES = { created: 1_700_000_000_000, issued: 1_700_000_001_000 }
const EXPIRES = 1_900_000_000_000
/** Every reason for which a text may be refused before it is known to be authentic. */
const REASONS: readonly string[] = ['malformed', 'unknown-key', 'invalid', 'oversize']

export interface SealRequest {
  readonly json: string
  readonly key?: Key | undefined
  readonly context?: SealContext
  /** With everything that a seal of the format can carry. */
  readonly rich?: boolean
}

/** Seals of one format, a sealer that reads them, and the judgement of what it does with anything else. */
export class Target {
  readonly format: FormatName
  readonly #sealer: Sealer
  /** Everything that was ever sealed, and what with. */
  readonly #issued = new Map<string, string>()
  readonly #calls = { decrypt: 0, any: 0 }

  constructor(
    format: FormatName,
    {
      ring = KeyRing.fromKeys(KEYS),
      accept = [format],
    }: { ring?: KeyRing; accept?: FormatName[] } = {},
  ) {
    this.format = format
    const formats = accept.map((name) =>
      name === 'iron' ? createIronFormat() : createCompactFormat(),
    )
    this.#sealer = createSealer({
      platform: this.#watched(),
      keys: fixedKeys(ring),
      format: formats[0] ?? createCompactFormat(),
      accept: formats,
      maxLength: MAX_LENGTH,
      // What was sealed is opened once, so every attack is also one on the memory of seals.
      verified: createVerifiedSeals(),
    })
  }

  async seal({
    json,
    key = KEYS[0],
    context = SESSION,
    rich = true,
  }: SealRequest): Promise<string> {
    const format = this.format === 'iron' ? createIronFormat() : createCompactFormat(rich)
    const compact = {
      times: TIMES,
      ...(rich ? { sid: platform.randomBytes(16), meta: '{"v":1}' } : {}),
    }
    const expires = rich || this.format === 'compact' ? EXPIRES : undefined
    const content = { json, expires, ...(this.format === 'compact' ? compact : {}) }
    const text = await format.seal(platform, content, key!, context)
    this.#issued.set(text, json)
    await this.#sealer.unseal(text, context)
    return text
  }

  /** Tries texts that must not open, unless they are seals that were issued. */
  async attack(
    tally: Tally,
    mutants: Iterable<Mutant>,
    { every = 1, context = SESSION }: { every?: number; context?: SealContext } = {},
  ): Promise<void> {
    let count = 0
    for (const { how, text } of mutants) {
      if (count++ % every !== 0) continue
      if (tally.over) return
      await tally.attempt(how, async () => this.#judge(tally, how, text, context))
    }
  }

  /** The reason for which a text is refused; `undefined` where it opens. */
  async reasonFor(text: string): Promise<string | undefined> {
    const unsealed = await this.#sealer.unseal(text, SESSION)
    return unsealed.ok ? undefined : unsealed.reason
  }

  /** Tries a text that must not open although it was issued: not for this use. */
  async attackUnissued(tally: Tally, { how, text }: Mutant, context: SealContext): Promise<void> {
    await tally.attempt(how, async () => this.#judge(tally, how, text, context, false))
  }

  async #judge(
    tally: Tally,
    how: string,
    text: string,
    context: SealContext,
    mayOpen = true,
  ): Promise<void> {
    if (this.format === 'compact' && !readsAlike(text))
      tally.note('wrong', `${how}: two codecs differ`)
    const before = { ...this.#calls }
    const unsealed = await this.#sealer.unseal(text, context)
    const decrypted = this.#calls.decrypt - before.decrypt
    if (unsealed.ok) {
      const issued = mayOpen ? this.#issued.get(withoutSuffix(text)) : undefined
      if (issued !== unsealed.content.json || respelled(text) !== text) tally.note('accepted', how)
    } else if (!REASONS.includes(unsealed.reason)) tally.note('wrong', `${how}: ${unsealed.reason}`)
    // Iron authenticates before it decrypts; in compact that is one step, and one key is tried.
    if (decrypted > (unsealed.ok || this.format === 'compact' ? 1 : 0))
      tally.note('wrong', `${how}: decrypted ${decrypted} times`)
    const idle = !unsealed.ok && unsealed.reason !== 'invalid'
    if (idle && this.#calls.any > before.any) tally.note('wrong', `${how}: cost cryptography`)
  }

  /** The platform, and what is asked of it for one text: what is derived once for a key is not counted. */
  #watched(): Platform {
    const calls = this.#calls
    const counted = <Call extends (...given: never[]) => unknown>(
      call: Call,
      decrypts = false,
    ): Call =>
      ((...given) => {
        calls.any++
        if (decrypts) calls.decrypt++
        return call(...given)
      }) as Call
    return {
      ...platform,
      hmacSha256: counted(platform.hmacSha256),
      pbkdf2Sha1: counted(platform.pbkdf2Sha1),
      decrypt: counted(platform.decrypt, true),
      openGcm: counted(platform.openGcm, true),
    }
  }
}

/** Runtimes without Node's codec have one of ours, and it takes the same texts. */
function readsAlike(text: string): boolean {
  if (text.length > MAX_LENGTH) return true
  const [ours, theirs] = [decodePortably(text), decodeBase64url(text)]
  return ours === undefined || theirs === undefined ? ours === theirs : equalBytes(ours, theirs)
}

/** What iron-session writes behind a seal and every reader ignores. */
const withoutSuffix = (text: string): string =>
  text.startsWith('Fe26.2*') ? text.replace(/~[0-9]{1,4}$/, '') : text

/** The text as the bytes in it are spelled by somebody else. */
function respelled(text: string): string {
  if (!text.startsWith('Fe26.2*')) return Buffer.from(text, 'base64url').toString('base64url')
  const bare = withoutSuffix(text)
  const parts = ironSegments(bare).map(({ encoding, value }) =>
    encoding === 'text' ? value : Buffer.from(value, encoding).toString(encoding),
  )
  return parts.join('*') + text.slice(bare.length)
}
