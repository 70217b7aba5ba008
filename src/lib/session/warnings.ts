/* Advice for developers: each once in a process, and never in production. */

const said = new Set<string>()

/** Says something once, on the console; nothing in production. */
export function warnOnce(key: string, message: string): void {
  if (said.has(key) || isProduction()) return
  said.add(key)
  console.warn(`ironseal: ${message}`)
}

/** Forgets what was said, for tests. */
export function forgetWarnings(): void {
  said.clear()
}

function isProduction(): boolean {
  return typeof process !== 'undefined' && process.env['NODE_ENV'] === 'production'
}
