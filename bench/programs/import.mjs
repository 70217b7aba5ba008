// Times one import in a fresh process, or counts the files that it loads.
// node bench/programs/import.mjs '{"name":"ironseal","count":false}'
import { createRequire, register } from 'node:module'
import { setTimeout as sleep } from 'node:timers/promises'
import { MessageChannel } from 'node:worker_threads'
import { load } from '../peers/load.mjs'

/** @type {{ name: string, count: boolean }} */
const { name, count } = JSON.parse(process.argv.at(-1) ?? '')

/** @param {string} what */
const importByName = (what) => (/^(?:ironseal|\.)/.test(what) ? import(what) : load(what))

if (count) {
  /** @type {Set<string>} */
  const files = new Set()
  const { port1, port2 } = new MessageChannel()
  port1.on('message', (/** @type {string} */ url) => files.add(url))
  register('./import-hook.mjs', import.meta.url, {
    data: { port: port2 },
    transferList: [port2],
  })
  await importByName(name)
  await sleep(50)
  // The hook sees no `require` inside of CommonJS.
  for (const path of Object.keys(createRequire(import.meta.url).cache)) files.add(`file://${path}`)
  console.log(JSON.stringify([...files]))
  process.exit()
}

const start = performance.now()
await importByName(name)
console.log(JSON.stringify(performance.now() - start))
process.exit()
