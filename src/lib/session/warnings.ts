/* Advice for developers: each once in a process, and never in production. */

const said = new Set<string>()

/** Says something once, on the console; nothing in production. */
export function warnOnce(key: string, message: string): void {
  if (said.has(key) || !isDevelopment()) return
  said.add(key)
  console.warn(`ironseal: ${message}`)
}

/** Forgets what was said, for tests. */
export function forgetWarnings(): void {
  said.clear()
}

/** Whether advice is wanted: everywhere but in production. */
export function isDevelopment(): boolean {
  return typeof process === 'undefined' || process.env['NODE_ENV'] !== 'production'
}
