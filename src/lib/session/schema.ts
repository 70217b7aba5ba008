import { SessionError } from '../errors.ts'
import { type Steps, wait } from '../platform/steps.ts'
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

/** Checks data that came out of a seal or is about to go into one. */
export interface DataParser {
  /** Today's data, with the schema's defaults, and whether it was of another version; `undefined` where it does not fit. */
  read(
    data: JsonObject,
    version: number | undefined,
  ): Steps<{ readonly data: JsonObject; readonly migrated: boolean } | undefined>
  /** Throws a `SessionError` that names the keys that do not fit. */
  assertWritable(data: JsonObject): Steps<void>
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

  function* validate(data: unknown): Steps<SchemaResult<unknown>> {
    return schema === undefined ? { value: data } : yield* wait(schema['~standard'].validate(data))
  }

  return {
    *read(data, written) {
      const migrated = migrate !== undefined && written !== version
      try {
        const current = migrated ? yield* wait(migrate(data, written ?? 0)) : data
        const result = yield* validate(current)
        if (result.issues !== undefined || !isPlainObject(result.value)) return undefined
        return { data: result.value, migrated }
      } catch {
        // Data that the user's functions cannot handle is data that does not fit: a cookie never throws.
        return undefined
      }
    },

    *assertWritable(data) {
      const { issues } = yield* validate(data)
      if (issues !== undefined) throw misfit(issues)
    },
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
