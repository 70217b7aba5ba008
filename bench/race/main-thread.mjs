import { openSync, readSync } from 'node:fs'
import { performance } from 'node:perf_hooks'

/**
 * How long the thread of JavaScript has run, in microseconds.
 *
 * New versions of Node say it. Before, Linux does, in a file that is up to date only after the thread has paused. Elsewhere the
 * event loop knows for how long it was not waiting.
 *
 * @returns {() => number}
 */
export function openMainThread() {
  const { threadCpuUsage } = /** @type {any} */ (process)
  if (typeof threadCpuUsage === 'function') {
    return () => {
      const { user, system } = threadCpuUsage.call(process)
      return user + system
    }
  }
  try {
    return readSchedulerFile(openSync(`/proc/${process.pid}/task/${process.pid}/schedstat`, 'r'))
  } catch {
    return () => (performance.eventLoopUtilization?.().active ?? Number.NaN) * 1000
  }
}

const buffer = Buffer.alloc(64)
const pause = new Int32Array(new SharedArrayBuffer(4))

/** @param {number} file */
function readSchedulerFile(file) {
  return () => {
    Atomics.wait(pause, 0, 0, 0.05)
    const length = readSync(file, buffer, 0, 64, 0)
    return Number(buffer.toString('latin1', 0, length).split(' ')[0]) / 1000
  }
}
