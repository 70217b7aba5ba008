// node edge.mjs <folder>: serves the edge function of the folder in the Edge Runtime, and prints its address.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { EdgeVM } from '@edge-runtime/vm'
import { build } from 'esbuild'
import { printBackEnds } from './back-ends.mjs'

const [folder] = process.argv.slice(2)
const { serveFetch } = await import(pathToFileURL(join(folder, 'serve-fetch.mjs')).href)
const { outputFiles, metafile } = await build({
  entryPoints: [join(folder, 'edge.mjs')],
  bundle: true,
  format: 'iife',
  conditions: ['edge-light'],
  write: false,
  metafile: true,
})
printBackEnds(metafile)
const vm = new EdgeVM({ initialCode: outputFiles[0].text })
serveFetch(async (request) =>
  vm.dispatchFetch(request.url, {
    method: request.method,
    headers: Object.fromEntries(request.headers),
    ...(request.body && { body: await request.text() }),
  }),
)
