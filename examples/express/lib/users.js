import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const hash = promisify(scrypt)

/** Stands for your database. It holds no passwords, only what is needed to recognise them. */
const users = await Promise.all(
  [
    { id: 1, name: 'Ada', password: 'lovelace' },
    { id: 2, name: 'Grace', password: 'hopper' },
  ].map(async ({ id, name, password }) => {
    const salt = randomBytes(16)
    return { id, name, salt, hash: await hash(password, salt, 32) }
  }),
)

/** The user with this name and password, if there is one. */
export async function findUser(name, password) {
  const wanted = String(name).trim().toLowerCase()
  const user = users.find((candidate) => candidate.name.toLowerCase() === wanted)
  // The same work for a name that does not exist, or the time would tell which names do.
  const { salt, hash: expected } = user ?? users[0]
  const isRight = timingSafeEqual(await hash(String(password), salt, 32), expected)
  return user && isRight ? user : undefined
}
