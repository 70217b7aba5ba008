import { parseJson, writeJson } from '../bytes/json.ts'
import type { EnvelopeCodec } from './codec.ts'
import type { Layout } from './envelope.ts'
import { decodeWithFacts } from './facts-codec.ts'
import { expiryOf, isExpired, type LifetimeRules } from './lifetime.ts'
import { judgeSeal } from './limits.ts'

/** The codec of the drop-in APIs: they write a layout of their own, and read what `createSessions` sealed as well. */
export function createLayoutCodec(layout: Layout, rules: LifetimeRules): EnvelopeCodec {
  return {
    encode: (envelope, _carriesMeta, now) => ({
      json: writeJson(layout.encode(envelope)),
      expires: expiryOf(rules, now),
    }),

    decode(contents, carriesMeta) {
      if (carriesMeta) return decodeWithFacts(contents)
      const envelope = layout.decode(parseJson(contents.json))
      if (envelope === undefined) return undefined
      const { data, flash } = envelope
      return { data, flash, expires: contents.expires }
    },

    cookieLifetime: () => undefined,

    // A seal of `createSessions` ends when it says so; the minute more is a habit of Iron.
    judge({ expires, facts }, now) {
      if (facts !== undefined) return judgeSeal(facts, now)
      return isExpired(expires, rules, now) ? 'expired' : undefined
    },
  }
}
