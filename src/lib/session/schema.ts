import { SessionError } from '../errors.ts'
import { after, type MaybePromise, recover } from '../platform/maybe-promise.ts'
import { isPlainObject, type JsonObject } from './json-object.ts'

/**
 * A schema of any library that follows Standard Schema version 1: zod, valibot, arktype and others.
 *
 * @see https://standardschema.dev
 */
export interface StandardSchema<Data = unknown> {
  readonly '~standard': {
    readonly version: 1
    readonly vendor: string
    readonly validate: (value: unknown) => SchemaResult<Data> | Promise<SchemaResult<Data>>
    readonly types?: { readonly input: unknown; readonly output: Data } | undefined
  }
}

type SchemaResult<Data> =
  | { readonly value: Data; readonly issues?: undefined }
  | { readonly issues: readonly SchemaIssue[] }

interface SchemaIssue {
  readonly message: string
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined
}

interface Parsed {
  readonly data: JsonObject
  /** Whether it was of another version. */
  readonly migrated: boolean
}

/** Checks data that came out of a seal or is about to go into one. */
export interface DataParser {
  /** Today's data, with the schema's defaults; `undefined` where it does not fit. */
  read(data: JsonObject, version: number | undefined): MaybePromise<Parsed | undefined>
  /** Throws a `SessionError` that names the keys that do not fit. */
  assertWritable(data: JsonObject): MaybePromise<void>
}

export interface DataParserSettings {
  readonly schema: StandardSchema | undefined
  /** The version that today's data has. */
  readonly version: number | undefined
  /** Turns data of another version into today's; data without a version has 0. */
  readonly migrate: ((data: JsonObject, version: number) => unknown) | undefined
}

/** Makes the parser of the `schema`, `version` and `migrate` options; `undefined` where there is nothing to check. */
export function createDataParser({
  schema,
  version,
  migrate,
}: DataParserSettings): DataParser | undefined {
  if (schema === undefined && migrate === undefined) return undefined

  const validate = (data: unknown): MaybePromise<SchemaResult<unknown>> =>
    schema === undefined ? { value: data } : schema['~standard'].validate(data)

  return {
    read(data, written) {
      const migrated = migrate !== undefined && written !== version
      // Data that the user's functions cannot handle is data that does not fit: a cookie never throws.
      return recover(() => {
        const current = migrated ? migrate(data, written ?? 0) : data
        return after(after(current, validate), (result) =>
          result.issues !== undefined || !isPlainObject(result.value)
            ? undefined
            : { data: result.value, migrated },
        )
      })
    },

    assertWritable: (data) =>
      after(validate(data), ({ issues }) => {
        if (issues !== undefined) throw misfit(issues)
      }),
  }
}

/** Paths only: the messages of a schema library may quote the value. */
function misfit(issues: readonly SchemaIssue[]): SessionError {
  const paths = new Set(
    issues.map(({ path = [] }) => path.map(nameOf).join('.') || 'the session as a whole'),
  )
  return new SessionError(
    'ERR_IRONSEAL_DATA',
    `The session does not fit its schema: ${[...paths].join(', ')}`,
    {
      option: 'schema',
      hint: 'Nothing was saved. Correct the value, or the schema.',
    },
  )
}

function nameOf(step: PropertyKey | { readonly key: PropertyKey }): string {
  return String(typeof step === 'object' ? step.key : step)
}
