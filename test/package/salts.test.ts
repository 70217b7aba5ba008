import { fork } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterAll, expect, it } from 'vitest'
import { root } from '../../scripts/lib/run.mjs'

const folder = mkdtempSync(join(tmpdir(), 'ironseal-salts-'))
const program = join(folder, 'seal.mjs')
// More seals than one pool has salts for.
writeFileSync(
  program,
  `import { isMainThread, parentPort } from 'node:worker_threads'
import { sealData } from ${JSON.stringify(join(root, 'dist', 'iron-session.js'))}
const seals = []
for (let n = 0; n < 200; n++) seals.push(await sealData(n, { password: 'p'.repeat(32) }))
if (isMainThread) process.send(seals, () => process.disconnect())
else parentPort.postMessage(seals)
`,
)
afterAll(() => rmSync(folder, { recursive: true }))

const sealsOf = (worker: {
  once(event: 'message', listener: (seals: string[]) => void): unknown
  once(event: 'error', listener: (error: Error) => void): unknown
}): Promise<string[]> =>
  new Promise((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
  })

it('no two seals share a salt or an initialization vector, in worker threads and forked processes neither', async () => {
  const workers = [new Worker(program), new Worker(program), fork(program), fork(program)]
  const seals = (await Promise.all(workers.map(sealsOf))).flat()
  expect(seals).toHaveLength(800)
  const random = seals.flatMap((seal) => {
    const parts = seal.split('*')
    return [parts[2], parts[3], parts[6]]
  })
  expect(new Set(random).size).toBe(2400)
})
