import peerModule from 'iron-store'
import ironStore, { type Store } from '../../src/iron-store.ts'

/** A maker of stores, with a type that allows any misuse. */
export type MakeStore = (options: any) => Promise<Store>

export const ourStore: MakeStore = ironStore
// CommonJS with a default export: Node and bundlers disagree on what importing that gives.
const exported: any = peerModule
export const peerStore: MakeStore = exported.default ?? exported

export const stores: [name: string, make: MakeStore][] = [
  ['ironseal/iron-store', ourStore],
  ['iron-store', peerStore],
]
