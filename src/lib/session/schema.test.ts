import { describe, expect, it } from 'vitest'
import type { JsonObject } from './json-object.ts'
import { createDataParser, type DataParserSettings, type StandardSchema } from './schema.ts'

type Validate = StandardSchema['~standard']['validate']

const schemaOf = (validate: Validate): StandardSchema => ({
  '~standard': { version: 1, vendor: 'tests', validate },
})

/** Takes objects whose `user` is a number, and adds a default. */
const users: StandardSchema = schemaOf((value) => {
  const { user } = value as { user?: unknown }
  return typeof user === 'number'
    ? { value: { theme: 'dark', user } }
    : { issues: [{ message: `no number: ${String(user)}`, path: ['user'] }] }
})

const parserOf = (settings: Partial<DataParserSettings>) => {
  const parser = createDataParser({
    schema: undefined,
    version: undefined,
    migrate: undefined,
    ...settings,
  })
  if (parser === undefined) throw new Error('no parser')
  return {
    read: async (data: JsonObject, version?: number) => parser.read(data, version),
    assertWritable: async (data: JsonObject) => parser.assertWritable(data),
  }
}

it('without a schema and without migrations there is nothing to check', () => {
  const nothing = { schema: undefined, version: 3, migrate: undefined }
  expect(createDataParser(nothing)).toBeUndefined()
})

describe('data that comes out of a seal', () => {
  it('is what the schema makes of it, defaults included', async () => {
    expect(await parserOf({ schema: users }).read({ user: 1 })).toEqual({
      data: { theme: 'dark', user: 1 },
      migrated: false,
    })
  })

  it('is none where it does not fit', async () => {
    expect(await parserOf({ schema: users }).read({ user: '1' })).toBeUndefined()
  })

  it.each([null, [], 'text', undefined])(
    'is none where the schema makes %j of it',
    async (value) => {
      const schema = schemaOf(() => ({ value }))
      expect(await parserOf({ schema }).read({})).toBeUndefined()
    },
  )

  it('is none where the schema throws or rejects: a cookie never throws', async () => {
    for (const validate of [
      () => {
        throw new Error('bug')
      },
      async () => Promise.reject(new Error('no database')),
    ] satisfies Validate[])
      expect(await parserOf({ schema: schemaOf(validate) }).read({})).toBeUndefined()
  })

  it('may be checked asynchronously', async () => {
    const schema = schemaOf(async (value) => ({ value }))
    expect(await parserOf({ schema }).read({ a: 1 })).toEqual({ data: { a: 1 }, migrated: false })
  })
})

describe('data of another version', () => {
  const migrate = (data: JsonObject, version: number): JsonObject => ({ user: data['id'], version })

  it('is migrated, and then checked', async () => {
    const parser = parserOf({ schema: users, version: 2, migrate })
    expect(await parser.read({ id: 7 }, 1)).toEqual({
      data: { theme: 'dark', user: 7 },
      migrated: true,
    })
    expect(await parser.read({ id: 'x' }, 1)).toBeUndefined()
  })

  it('has the version 0 where it was sealed without one', async () => {
    expect(await parserOf({ version: 2, migrate }).read({ id: 7 })).toEqual({
      data: { user: 7, version: 0 },
      migrated: true,
    })
  })

  it('is not touched where the version is today’s', async () => {
    const parser = parserOf({ version: 2, migrate })
    expect(await parser.read({ id: 7 }, 2)).toEqual({ data: { id: 7 }, migrated: false })
  })

  it('is only checked where nobody says how to migrate', async () => {
    const parser = parserOf({ schema: users, version: 2 })
    expect(await parser.read({ user: 7 }, 1)).toMatchObject({ migrated: false })
  })

  it('is none where the migration throws', async () => {
    const fails = (): never => {
      throw new Error('bug')
    }
    expect(await parserOf({ version: 2, migrate: fails }).read({}, 1)).toBeUndefined()
  })
})

describe('data that is about to be sealed', () => {
  it('passes where it fits, and always without a schema', async () => {
    await expect(parserOf({ schema: users }).assertWritable({ user: 1 })).resolves.toBeUndefined()
    const migrating = parserOf({ version: 1, migrate: (data) => data })
    await expect(migrating.assertWritable({ user: '1' })).resolves.toBeUndefined()
  })

  it('is refused by the names of what does not fit, each once, and never by a value', async () => {
    const schema = schemaOf(() => ({
      issues: [
        { message: 'SECRET', path: ['user', 'name'] },
        { message: 'SECRET again', path: [{ key: 'user' }, { key: 'name' }] },
        { message: 'SECRET', path: ['tags', 0] },
        { message: 'SECRET' },
        { message: 'SECRET', path: [] },
      ],
    }))
    await expect(parserOf({ schema }).assertWritable({})).rejects.toMatchObject({
      code: 'ERR_IRONSEAL_DATA',
      message: 'The session does not fit its schema: user.name, tags.0, the session as a whole',
      option: 'schema',
      hint: 'Nothing was saved. Correct the value, or the schema.',
    })
  })
})
