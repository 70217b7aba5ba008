import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * @typedef {object} Server
 * @property {string} url
 * @property {Promise<number | null>} ended the exit code, as soon as the process has ended
 * @property {() => Promise<void>} stop ends the process and waits for its end
 */

/**
 * Starts a program that serves HTTP and waits until it answers.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd: string, url: string, env?: Record<string, string>, seconds?: number }} options
 * @returns {Promise<Server>}
 */
export async function startServer(command, args, { cwd, url, env = {}, seconds = 60 }) {
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => (output += text))
  }
  const ended = once(child, 'exit').then(
    ([code]) => code,
    (error) => {
      output += error.message
      return 1
    },
  )
  const running = () => child.exitCode === null && child.signalCode === null && child.pid

  const stop = async () => {
    if (running()) child.kill('SIGTERM')
    // A server that waits for open connections must not keep us waiting as well.
    const timer = setTimeout(() => child.kill('SIGKILL'), 5000)
    await ended
    clearTimeout(timer)
  }

  for (const deadline = Date.now() + seconds * 1000; running(); await sleep(100)) {
    const answer = await fetch(url).catch(() => undefined)
    await answer?.arrayBuffer()
    if (answer && answer.status < 500) return { url, ended, stop }
    if (Date.now() > deadline) break
  }
  await stop()
  throw new Error(`${url} did not answer\n${output}`)
}
