// Starts `npm run demo` as a person would, asks it for its pages, ends it and sees that it is gone.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findPort, isFree } from '../scripts/lib/port.mjs'
import { root } from '../scripts/lib/run.mjs'
import { runStages } from '../scripts/lib/steps.mjs'

const port = await findPort(4300)
const url = `http://localhost:${port}`
let output = ''

const child = spawn('npm', ['run', 'demo'], {
  cwd: root,
  env: { ...process.env, PORT: String(port) },
  stdio: ['ignore', 'pipe', 'pipe'],
  // A group of its own, so that nothing is left behind when ending it politely fails.
  detached: true,
})
const ended = once(child, 'exit').then(([code]) => ({ code }))
const ready = new Promise((resolve) => {
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      output += text
      if (output.includes(`ready at ${url}`)) resolve(true)
    })
  }
})

/** @param {number} seconds */
const timeout = (seconds) => sleep(seconds * 1000)

const results = await runStages([
  [{ name: 'demo starts', needed: true, run: start }],
  [{ name: 'demo answers', run: ask }],
  [{ name: 'demo ends when asked', run: end }],
])
try {
  process.kill(-Number(child.pid), 'SIGKILL')
} catch {
  // Nothing of the group is left, as it should be.
}
mkdirSync(join(root, 'reports'), { recursive: true })
writeFileSync(join(root, 'reports', 'demo-steps.json'), `${JSON.stringify(results, null, 2)}\n`)
process.exit(results.length === 3 && results.every(({ ok }) => ok) ? 0 : 1)

async function start() {
  const isReady = await Promise.race([ready, ended.then(() => false), timeout(300)])
  return { code: isReady ? 0 : 1, output }
}

async function ask() {
  const answers = await Promise.all(['/', '/sessions', '/formats', '/magic-link'].map(askFor))
  return {
    code: answers.every(({ good }) => good) ? 0 : 1,
    output: answers.map(({ output }) => output).join('\n'),
  }
}

/** @param {string} path */
async function askFor(path) {
  const answer = await fetch(url + path)
  const text = await answer.text()
  const good = answer.status === 200 && /<html/i.test(text)
  return { good, output: `${path} ${answer.status}\n${text.slice(0, 500)}` }
}

async function end() {
  child.kill('SIGTERM')
  const over = await Promise.race([ended, timeout(15)])
  const closed = await waitUntilClosed(15)
  return { code: over && closed ? 0 : 1, output: `ended: ${!!over}, port closed: ${closed}` }
}

/** @param {number} seconds */
async function waitUntilClosed(seconds) {
  for (let tries = seconds * 5; tries > 0; tries--) {
    if (await isFree(port)) return true
    await timeout(0.2)
  }
  return false
}
