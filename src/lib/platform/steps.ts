/*
 * The formats are written once and run on both back ends.
 *
 * A format is a generator: where it needs the platform it says `yield* wait(platform.…)`. On a synchronous back end the value
 * is there at once, nothing is ever yielded, and `run` returns the result; on Web Crypto the promise is yielded and `run`
 * returns a promise of the result. So no format logic exists twice.
 */

export type MaybePromise<T> = T | Promise<T>

/** A computation that may have to wait for promises on its way to a `T`. */
export type Steps<T> = Generator<Promise<unknown>, T, unknown>

/** The value itself, or, where it is a promise, what that resolves to. */
export function* wait<T>(value: MaybePromise<T>): Steps<T> {
  return value instanceof Promise ? ((yield value) as T) : value
}

/**
 * What `next` makes of a value; at once where the value is there, as `wait` has it.
 *
 * For the innermost functions, which wait once and run for each seal: with a generator for each, opening one took 5 % more.
 */
export function after<T, U>(
  value: MaybePromise<T>,
  next: (value: T) => MaybePromise<U>,
): MaybePromise<U> {
  return value instanceof Promise ? value.then(next) : next(value)
}

/** Runs steps to their end: at once where nothing has to be waited for, with a promise from the first wait on. */
export function run<T>(steps: Steps<T>): MaybePromise<T> {
  const first = steps.next()
  return first.done === true ? first.value : settle(steps, first.value)
}

async function settle<T>(steps: Steps<T>, awaited: Promise<unknown>): Promise<T> {
  let next: IteratorResult<Promise<unknown>, T> = { done: false, value: awaited }
  while (next.done !== true) {
    let value: unknown
    try {
      value = await next.value
    } catch (error) {
      next = steps.throw(error)
      continue
    }
    next = steps.next(value)
  }
  return next.value
}
