import { startClock, stopClock } from './clock.mjs'

/**
 * One library doing one thing.
 *
 * @typedef {object} Contender
 * @property {string} name
 * @property {(input: any) => unknown} run what is measured
 * @property {(count: number) => unknown[]} [inputs] what `run` gets, made while no clock runs; default nothing
 * @property {boolean} [sync] `run` is so short that waiting for its result would be most of it
 * @property {number} [most] the most operations in one sample
 */

/** @typedef {'one' | 'many'} Mode one at a time, or 64 outstanding */

export const OUTSTANDING = 64

/**
 * @param {Contender} contender
 * @param {number} count
 * @param {Mode} mode
 * @returns {Promise<import('./clock.mjs').Times>} per operation
 */
export async function sample({ run, inputs, sync = false }, count, mode) {
  const given = inputs?.(count) ?? Array.from({ length: count })
  const start = startClock()
  if (sync) runAll(run, given)
  else if (mode === 'one') await oneByOne(run, given)
  else await manyAtOnce(run, given)
  return stopClock(start, count)
}

/**
 * @param {(input: unknown) => unknown} run
 * @param {readonly unknown[]} inputs
 */
function runAll(run, inputs) {
  for (let i = 0; i < inputs.length; i++) run(inputs[i])
}

/**
 * @param {(input: unknown) => unknown} run
 * @param {readonly unknown[]} inputs
 */
async function oneByOne(run, inputs) {
  for (let i = 0; i < inputs.length; i++) await run(inputs[i])
}

/**
 * @param {(input: unknown) => unknown} run
 * @param {readonly unknown[]} inputs
 */
async function manyAtOnce(run, inputs) {
  let next = 0
  const lane = async () => {
    while (next < inputs.length) await run(inputs[next++])
  }
  await Promise.all(Array.from({ length: OUTSTANDING }, lane))
}
