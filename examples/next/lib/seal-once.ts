import type { Sessions } from 'ironseal'

/** What would go into the cookie of a new session with this data. A jar is all that `open` needs. */
export async function sealOnce<Data extends object>(
  sessions: Sessions<Data>,
  data: Data,
): Promise<string> {
  let sealed = ''
  const session = await sessions.open({
    read: () => undefined,
    write: (_name, value) => {
      sealed = value
    },
  })
  for (const name of keysOf(data)) session.set(name, data[name])
  await session.save()
  return sealed
}

const keysOf = <Data extends object>(data: Data) => Object.keys(data) as (keyof Data & string)[]
