// What applications wrote against the types of iron-store 1.3.
import ironStore, { type Store, type StoreOptions } from 'ironseal/iron-store'

const password = 'x'.repeat(32)
const options: StoreOptions = { password, ttl: 1000 }
const rotated: StoreOptions = {
  password: [
    { id: 2, password },
    { id: 1, password },
  ],
  sealed: '',
}

export async function use(): Promise<unknown[]> {
  const store: Store = await ironStore(options)
  const user: { id: number } = store.set('user', { id: 1 })
  const note: string = store.setFlash('note', 'x')
  // Untyped, what comes out is `any`.
  const id: number = store.get('user').id
  // @ts-expect-error typed, it may be missing
  const typed: number = store.get<{ id: number }>('user').id
  const { clear, unset } = await ironStore(rotated)
  clear()
  unset('user')
  const sealed: string = await store.seal()
  return [user, note, id, typed, sealed, store.get()]
}

// @ts-expect-error a password is required
export const missing = ironStore({})
// @ts-expect-error a lifetime is a number
export const timed = ironStore({ password, ttl: '1h' })
