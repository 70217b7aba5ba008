/** Bytes that own their memory, as Web Crypto wants them. */
export type Bytes = Uint8Array<ArrayBuffer>
