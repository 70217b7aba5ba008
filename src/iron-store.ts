/**
 * The API of iron-store 1.3: values in memory that seal into a text and back. The default export makes a store.
 *
 * @module
 */
export {
  createIronStore as default,
  type Store,
  type StoreOptions,
} from './lib/compat/iron-store.ts'
