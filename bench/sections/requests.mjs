import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { join } from 'node:path'
import { runProgram } from '../program.mjs'
import { median } from '../race/statistics.mjs'
import { poolFile } from './pool.mjs'

const BASE = 'no session'

/**
 * What a server manages: requests in a second, in hundredths of the same server without sessions; and CPU microseconds per request.
 *
 * @typedef {{ rps: number, percent: number, cpu: number, cpuPercent: number }} Served
 */

/**
 * @param {'node' | 'express' | 'fastify'} framework
 * @param {import('../options.mjs').Options} options
 * @returns {Promise<Record<string, Record<string, Served>>>} by library and route
 */
export async function measureRequests(framework, options) {
  const pool = await poolFile(options)
  const servers = await startServers(framework, options.runtime)
  const effort = options.quick ? { rounds: 3, sliceMs: 100 } : { rounds: 11, sliceMs: 250 }
  try {
    const loads = await runProgram('load', { ...servers.told, pool, ...effort }, options.runtime)
    return Object.fromEntries(
      Object.keys(loads).map((name) => [name, compare(loads[name], loads[BASE])]),
    )
  } finally {
    servers.stop()
  }
}

/** @typedef {Record<string, { rps: number[], cpu: number[] }>} Loads by route */

/**
 * @param {Loads} loads
 * @param {Loads} base
 */
function compare(loads, base) {
  /** @type {Record<string, Served>} */
  const routes = {}
  for (const [route, { rps, cpu }] of Object.entries(loads)) {
    const without = base[route] ?? { rps: [], cpu: [] }
    routes[route] = {
      rps: median(rps),
      cpu: median(cpu),
      percent: 100 * median(rps.map((value, round) => value / (without.rps[round] ?? NaN))),
      cpuPercent: 100 * median(cpu.map((value, round) => (without.cpu[round] ?? NaN) / value)),
    }
  }
  return routes
}

/**
 * @param {string} framework
 * @param {import('../program.mjs').Runtime} runtime
 */
async function startServers(framework, { command, args = [] }) {
  const file = join(import.meta.dirname, '..', 'programs', 'serve.mjs')
  const child = spawn(command, [...args, file, JSON.stringify({ framework })], {
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  for await (const line of createInterface({ input: child.stdout })) {
    return { told: JSON.parse(line), stop: () => child.kill() }
  }
  throw new Error(`the servers of ${framework} did not start`)
}
