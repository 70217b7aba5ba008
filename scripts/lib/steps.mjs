import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { root, run } from './run.mjs'

/**
 * @typedef {{ code: number, output: string, note?: string }} Outcome
 * @typedef {{ name: string, run: () => Promise<Outcome>, needed?: boolean }} Step
 * @typedef {{ name: string, ok: boolean, seconds: number }} StepResult
 */

/**
 * Runs a locally installed tool.
 *
 * @param {string} name
 * @param {readonly string[]} [args]
 */
export const tool = (name, args = []) =>
  run(join(root, 'node_modules', '.bin', name), args, {
    // Some tools colour whatever they print as soon as they see CI.
    env: process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' },
  })

/**
 * Runs stages one after the other and the steps of a stage side by side. Goes on after a failure, to show all of them,
 * except where a `needed` step failed: what follows would only fail for the same reason.
 *
 * @param {readonly (readonly Step[])[]} stages
 * @param {(line: string) => void} [print]
 * @returns {Promise<StepResult[]>}
 */
export async function runStages(stages, print = console.log) {
  /** @type {StepResult[]} */
  const results = []
  /** @param {string} name */
  const failed = (name) => results.some((result) => result.name === name && !result.ok)
  for (const stage of stages) {
    const waiting = [...stage]
    const lane = async () => {
      for (let step = waiting.shift(); step; step = waiting.shift()) {
        results.push(await runStep(step, print))
      }
    }
    const lanes = Math.min(waiting.length, Math.max(2, availableParallelism()))
    await Promise.all(Array.from({ length: lanes }, lane))
    if (stage.some((step) => step.needed && failed(step.name))) break
  }
  return results
}

/**
 * @param {Step} step
 * @param {(line: string) => void} print
 * @returns {Promise<StepResult>}
 */
async function runStep(step, print) {
  const started = Date.now()
  const { code, output, note } = await step
    .run()
    .catch((error) => ({ code: 1, output: String(error?.stack ?? error), note: undefined }))
  const seconds = (Date.now() - started) / 1000
  const ok = code === 0
  const label = note ? `${step.name}: ${note}` : step.name
  print(`${ok ? 'ok  ' : 'FAIL'}  ${label} (${seconds.toFixed(1)} s)`)
  if (!ok) print(output.trimEnd().replace(/^/gm, '      '))
  return { name: step.name, ok, seconds }
}
