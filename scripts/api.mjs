// `npm run api`: writes the API reports anew after an intended change of the public types.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import manifest from '../package.json' with { type: 'json' }
import { createReports, reportFolder } from './lib/api-report.mjs'
import { runOrThrow } from './lib/run.mjs'

const names = Object.keys(manifest.exports)
  .filter((path) => path !== './package.json')
  .map((path) => (path === '.' ? 'index' : path.slice(2)))

await runOrThrow('npm', ['run', 'build'])
rmSync(reportFolder, { recursive: true, force: true })
mkdirSync(reportFolder, { recursive: true })
for (const [name, text] of createReports(names)) {
  writeFileSync(join(reportFolder, `${name}.api.md`), text)
  console.log(`test/package/api/${name}.api.md`)
}
