/* Advice for developers: each once in a process, and never in production. */

const said = new Set<string>()

/** Says something once, on the console; nothing in production. */
export function warnOnce(key: string, message: string): void {
  if (said.has(key) || !isDevelopment()) return
  said.add(key)
  // oxlint-disable-next-line no-console -- advice is for whoever watches the console
  console.warn(`ironseal: ${message}`)
}

/** Forgets what was said, for tests. */
export function forgetWarnings(): void {
  said.clear()
}

/** Whether advice is wanted. Where nothing tells, as on some edge runtimes, it may be production. */
export function isDevelopment(): boolean {
  const environment = typeof process === 'undefined' ? undefined : process.env
  return environment !== undefined && environment['NODE_ENV'] !== 'production'
}
