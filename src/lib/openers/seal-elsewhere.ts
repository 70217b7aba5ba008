import { SessionError } from '../errors.ts'
import type { Config, Source } from '../options/config.ts'
import type { MaybePromise } from '../platform/maybe-promise.ts'
import type { Envelope } from '../session/envelope.ts'
import { describeBiggestKeys } from '../session/json-object.ts'

/** Seals what an envelope holds for another way than the one that `save` takes. */
export function sealEnvelope(
  { codec, sealer }: Config,
  envelope: Envelope,
  context: Source['context'],
): MaybePromise<string> {
  return sealer.seal(codec.encode(envelope, sealer.carriesMeta, Date.now()), context)
}

/** The same for a client without cookies, checked as a save would be. */
export async function sealForHeader(
  config: Config,
  envelope: Envelope,
  { context, transport }: Source,
): Promise<string> {
  const check = async (): Promise<void> => {
    if (config.parser !== undefined) await config.parser.assertWritable(envelope.data)
  }
  // Both begin before the first wait: what is checked is what is sealed.
  const [seal] = await Promise.all([sealEnvelope(config, envelope, context), check()])
  if (seal.length <= transport.maxLength) return seal
  config.emit({ type: 'oversize', cookieName: config.cookieName })
  throw new SessionError(
    'ERR_IRONSEAL_COOKIE_TOO_BIG',
    `The sealed session has ${seal.length} characters, and ${transport.maxLength} are read`,
    { hint: describeBiggestKeys(envelope.data) },
  )
}
