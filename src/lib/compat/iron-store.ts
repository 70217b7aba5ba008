import type { ListedPassword } from '../keys/key-ring.ts'

/** The options of `ironStore`. */
export interface StoreOptions {
  sealed?: string | undefined
  password: string | readonly ListedPassword[]
  ttl?: number | undefined
}

/** A store. */
export interface Store {
  set<T = any>(name: string, value: T): T
  setFlash<T = any>(name: string, value: T): T
  unset(name: string): void
  get<T = any>(name?: string): T | undefined
  clear(): void
  seal(): Promise<string>
}

export async function createIronStore(_options: StoreOptions): Promise<Store> {
  throw new Error('not there yet')
}
