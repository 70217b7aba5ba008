import type { Bytes, Data } from './platform.ts'

const encoder = new TextEncoder()

/** The bytes that data stands for: text as UTF-8. */
export function bytesOf(data: Data): Bytes {
  return typeof data === 'string' ? encoder.encode(data) : data
}
