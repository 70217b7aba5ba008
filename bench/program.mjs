import { spawn } from 'node:child_process'
import { join } from 'node:path'

/**
 * What runs the programs: a binary and the arguments that come before the file.
 *
 * @typedef {{ command: string, args?: readonly string[] }} Runtime
 */

/**
 * Runs a program of `programs/` to its end; it takes one JSON and prints one.
 *
 * @param {string} name
 * @param {unknown} input
 * @param {Runtime} runtime
 * @param {readonly string[]} [flags]
 * @returns {Promise<any>}
 */
export async function runProgram(name, input, { command, args = [] }, flags = []) {
  const file = join(import.meta.dirname, 'programs', `${name}.mjs`)
  const child = spawn(command, [...args, ...flags, file, JSON.stringify(input)], {
    env: { ...process.env, NODE_ENV: 'production', DENO_NO_UPDATE_CHECK: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text) => (output += text))
  const code = await new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
  if (code !== 0) throw new Error(`${name} ended with ${code}\n${output}`)
  return output.trim() === '' ? undefined : JSON.parse(output)
}
