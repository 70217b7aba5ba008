import { parseJson, writeJson } from '../bytes/json.ts'
import { isPlainObject, type JsonObject } from './json-object.ts'

/** What a seal carries for the library beside the user's data. Short names: they are in every cookie. */
export interface Meta {
  /** Flash data for the next request. */
  readonly flash: JsonObject
  /** The version of the data's schema. */
  readonly version: number | undefined
  /** When the person last proved who they are, where that is not when the session began. */
  readonly authenticated: number | undefined
}

const NO_META: Meta = { flash: {}, version: undefined, authenticated: undefined }

/** Writes meta data; nothing at all where there is none. */
export function encodeMeta({ flash, version, authenticated }: Meta): string | undefined {
  const meta: JsonObject = {}
  if (Object.keys(flash).length > 0) meta['f'] = flash
  if (version !== undefined) meta['v'] = version
  if (authenticated !== undefined) meta['a'] = authenticated
  return Object.keys(meta).length === 0 ? undefined : writeJson(meta)
}

/** Reads meta data out of an authentic seal; `undefined` where it is not what `encodeMeta` writes. */
export function decodeMeta(text: string | undefined): Meta | undefined {
  if (text === undefined) return NO_META
  const meta = parseJson(text)
  if (!isPlainObject(meta)) return undefined
  const { f: flash = {}, v: version, a: authenticated } = meta
  if (!isPlainObject(flash) || !isOptionalInteger(version) || !isOptionalInteger(authenticated))
    return undefined
  return { flash, version, authenticated }
}

function isOptionalInteger(value: unknown): value is number | undefined {
  return value === undefined || Number.isSafeInteger(value)
}
