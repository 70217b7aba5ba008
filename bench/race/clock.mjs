/**
 * Microseconds. `cpu` is of all threads, `main` what the thread of JavaScript ran.
 *
 * @typedef {{ wall: number, cpu: number, main: number }} Times
 */

import { openMainThread } from './main-thread.mjs'

const mainThread = openMainThread()

/** @returns {Times} the beginning of a sample: what is read last is nearest to it */
export function startClock() {
  const main = mainThread()
  return { main, ...wallAndCpu() }
}

/**
 * @param {Times} start
 * @param {number} operations
 * @returns {Times} per operation, since the start
 */
export function stopClock(start, operations) {
  const { wall, cpu } = wallAndCpu()
  const main = mainThread()
  return {
    wall: (wall - start.wall) / operations,
    cpu: (cpu - start.cpu) / operations,
    main: (main - start.main) / operations,
  }
}

function wallAndCpu() {
  const { user, system } = process.cpuUsage()
  return { wall: performance.now() * 1000, cpu: user + system }
}
