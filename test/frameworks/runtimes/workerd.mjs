// node workerd.mjs <folder>: serves the worker of the folder on workerd, and prints its address.
import { join } from 'node:path'
import { build } from 'esbuild'
import { Miniflare } from 'miniflare'
import { printBackEnds } from './back-ends.mjs'

const [folder] = process.argv.slice(2)
const { outputFiles, metafile } = await build({
  entryPoints: [join(folder, 'worker.mjs')],
  bundle: true,
  format: 'esm',
  conditions: ['workerd', 'worker'],
  write: false,
  metafile: true,
})
printBackEnds(metafile)
const miniflare = new Miniflare({
  modules: true,
  script: outputFiles[0].text,
  compatibilityDate: '2026-04-01',
  host: '127.0.0.1',
  port: 0,
  // Nothing is looked up on the network.
  cf: false,
})
console.log(String(await miniflare.ready))
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => miniflare.dispose())
