/*
 * Everything is written once and runs on both back ends: what the platform gives is a value on a synchronous one and a promise on
 * Web Crypto, and `after` goes on from either. With `async` functions every session would have to be waited for.
 */

export type MaybePromise<T> = T | Promise<T>

/** What `next` makes of a value: at once where the value is there, a promise of it where the value is one. */
export function after<T, U>(
  value: MaybePromise<T>,
  next: (value: T) => MaybePromise<U>,
): MaybePromise<U> {
  return value instanceof Promise ? value.then(next) : next(value)
}

/** All of the values, waited for side by side; at once where every one is there. */
export function all<const T extends readonly unknown[]>(
  values: T,
): MaybePromise<{ -readonly [At in keyof T]: Awaited<T[At]> }> {
  return values.some((value) => value instanceof Promise)
    ? Promise.all(values)
    : (values as { -readonly [At in keyof T]: Awaited<T[At]> })
}

/** What `work` gives, or `undefined` where it throws or its promise is rejected. */
export function recover<T>(work: () => MaybePromise<T>): MaybePromise<T | undefined> {
  try {
    const value = work()
    return value instanceof Promise ? value.catch(() => undefined) : value
  } catch {
    return undefined
  }
}
