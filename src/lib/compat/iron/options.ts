import type { SealOptions } from './types.ts'

/** Options as a caller without types may give them. */
export type LooseOptions = { readonly [Name in keyof SealOptions]?: SealOptions[Name] | undefined }

/** The options as they are now. What a caller changes while a seal is in the making must not show in it. */
export function snapshotOptions(options: LooseOptions | null | undefined): LooseOptions {
  const snapshot = { ...options }
  return {
    ...snapshot,
    encryption: copyObject(snapshot.encryption),
    integrity: copyObject(snapshot.integrity),
  }
}

/** What is no object stays as it is: naming that fault is for the checks of the key. */
function copyObject<T>(value: T): T {
  return typeof value === 'object' && value !== null ? { ...value } : value
}
