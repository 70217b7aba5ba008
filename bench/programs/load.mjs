// Loads the servers of programs/serve.mjs in turn and prints what each of them managed.
// node bench/programs/load.mjs '{"control":4000,"servers":[…],"pool":"pool.json","rounds":9,"sliceMs":250}'
import { readFileSync } from 'node:fs'
import { Client } from '../load/client.mjs'
import { COOKIE } from '../data.mjs'
import { ROUTES } from '../servers/answer.mjs'
import { finish } from './finish.mjs'

/** @type {{ control: number, servers: { name: string, pool: string, port: number }[], pool: string, rounds: number, sliceMs: number }} */
const { control, servers, pool, rounds, sliceMs } = JSON.parse(process.argv.at(-1) ?? '')
/** @type {Record<string, string[]>} */
const seals = JSON.parse(readFileSync(pool, 'utf8'))

/** @type {{ name: string, client: Client }[]} */
const clients = []
for (const { name, pool: list, port } of servers) {
  const cookies = await cookiesFor(list, port)
  clients.push({ name, client: new Client(port, cookies) })
  if (list === 'session/32') {
    clients.push({ name: `${name}, re-read`, client: new Client(port, cookies.slice(0, 1)) })
  }
}

/** @type {Record<string, Record<string, { rps: number[], cpu: number[] }>>} */
const results = {}
for (const { name, client } of clients) {
  results[name] = Object.fromEntries(ROUTES.map((route) => [route, { rps: [], cpu: [] }]))
  await assertServes(name, client)
}
// The first round compiles.
for (let round = -1; round < rounds; round++) {
  for (const route of ROUTES) {
    for (let turn = 0; turn < clients.length; turn++) {
      const { name = '', client } = clients[(turn + round + 1) % clients.length] ?? {}
      const before = await serverCpu()
      const loaded = await client?.load(route, sliceMs)
      const cpu = (await serverCpu()) - before
      const rows = results[name]?.[route]
      if (!loaded || !rows || round < 0) continue
      rows.rps.push(loaded.requests / loaded.seconds)
      rows.cpu.push(cpu / loaded.requests)
    }
  }
}
await finish(results)

/**
 * @param {string} list
 * @param {number} port
 * @returns {Promise<string[]>}
 */
async function cookiesFor(list, port) {
  if (list === '') return []
  if (list !== 'own') return (seals[list] ?? []).map((seal) => `${COOKIE}=${seal}`)
  const response = await fetch(`http://127.0.0.1:${port}/write`)
  const lines = response.headers.getSetCookie()
  return [lines.map((line) => line.split(';')[0]).join('; ')]
}

/**
 * A server that does nothing is fast.
 *
 * @param {string} name
 * @param {Client} client
 */
async function assertServes(name, client) {
  for (const route of ROUTES) {
    const answer = await client.ask(route)
    const sets = /^set-cookie: /im.test(answer)
    const expected = route === 'write' && name !== 'no session' && !/memory/.test(name)
    if (!answer.endsWith('{"id":230}') || (route !== 'write' && sets) || (expected && !sets)) {
      throw new Error(`${name} at /${route} answered\n${answer}`)
    }
  }
}

/** Microseconds that all threads of the servers' process have run. */
async function serverCpu() {
  const response = await fetch(`http://127.0.0.1:${control}/`)
  return Number(await response.text())
}
