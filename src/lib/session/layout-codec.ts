import { parseJson, writeJson } from '../bytes/json.ts'
import type { EnvelopeCodec } from './codec.ts'
import type { Layout } from './envelope.ts'
import { isPlainObject } from './json-object.ts'
import { expiryOf, isExpired, type LifetimeRules } from './lifetime.ts'
import { decodeMeta } from './meta.ts'

/** The codec of the drop-in APIs: they write a layout of their own, and read what `createSessions` sealed as well. */
export function createLayoutCodec(layout: Layout, rules: LifetimeRules): EnvelopeCodec {
  return {
    encode: (envelope, _carriesMeta, now) => ({
      json: writeJson(layout.encode(envelope)),
      expires: expiryOf(rules, now),
    }),

    decode({ json, expires, meta }, carriesMeta) {
      const value = parseJson(json)
      if (!carriesMeta) {
        const envelope = layout.decode(value)
        return envelope === undefined ? undefined : { ...envelope, expires }
      }
      const beside = decodeMeta(meta)
      if (beside === undefined || !isPlainObject(value)) return undefined
      return { data: value, flash: beside.flash, expires }
    },

    cookieLifetime: () => undefined,

    judge: ({ expires }, now) => (isExpired(expires, rules, now) ? 'expired' : undefined),
  }
}
