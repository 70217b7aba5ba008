import { cpSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { root, runOrThrow } from '../../scripts/lib/run.mjs'
import { ensureInstalled } from '../../scripts/setup.mjs'
import { Client } from './client.ts'
import { apps, describeApp, describeLogin } from './contract.ts'
import { installApps } from './install.ts'
import { type Program, startProgram } from './program.ts'

const runtimes = join(import.meta.dirname, 'runtimes')
const installed = (path: string): string => join(runtimes, 'node_modules', path)

const deno = [installed('@deno/linux-x64-glibc/deno'), 'run', '-A', '--node-modules-dir=manual']

/** Programs that run a script. */
const processes = [
  { name: 'the Node of the tests', command: [process.execPath], version: /^v\d/ },
  { name: 'Node 22', command: [installed('node22/bin/node')], version: /^v22\./ },
  { name: 'Node 24', command: [installed('node24/bin/node')], version: /^v24\./ },
  { name: 'Bun', command: [installed('@oven/bun-linux-x64/bin/bun')], version: /^1\.4\.5/ },
  { name: 'Deno', command: deno, version: /^deno 2\.9\.6/ },
]

/** Deno does not ask for newer versions of itself. */
const env = { DENO_NO_UPDATE_CHECK: '1', NO_COLOR: '1' }

let folder = ''
beforeAll(async () => {
  await ensureInstalled(runtimes)
  folder = await installApps('runtimes')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const start = ([program = '', ...args]: string[], script: string): Promise<Program> =>
  startProgram(program, [...args, script], { cwd: folder, env })

describe.each(processes)('$name', ({ command, version }) => {
  it('is the runtime that is meant', async () => {
    expect(await runOrThrow(command[0]!, ['--version'])).toMatch(version)
  })

  it('computes with the synchronous back end', async () => {
    const [program = '', ...args] = command
    const library = join(folder, 'node_modules', 'ironseal')
    cpSync(join(folder, 'which.mjs'), join(library, 'which.mjs'))
    const output = await runOrThrow(program, [...args, 'which.mjs'], { cwd: library, env })
    expect(output.trim()).toBe('#platform node.js')
  })

  describe('a fetch handler', () => describeFetch(() => start(command, 'serve.mjs')))
  describeApp('node:http', () => start(command, 'node.mjs'))
  describeApp('Express 5', () => start(command, 'express5.mjs'))
})

describe.each([
  { name: 'workerd', script: 'workerd.mjs' },
  { name: 'the Edge Runtime', script: 'edge.mjs' },
])('$name', ({ script }) => {
  const serve = (): Promise<Program> =>
    startProgram(process.execPath, [join(runtimes, script), folder], { cwd: folder, env })

  describeFetch(serve, (program) => {
    it('computes with Web Crypto', () => {
      expect(
        program()
          .output()
          .match(/^#platform .*$/m)?.[0],
      ).toBe('#platform web.js')
    })
  })
})

describe.each([
  {
    name: 'nbb',
    command: [process.execPath, installed('nbb/cli.js')],
    script: 'login.cljs',
  },
  { name: 'Deno', command: deno, script: 'login.ts' },
])('a script of $name', ({ command: [program = '', ...args], script }) => {
  it('logs in and reads the session', async () => {
    cpSync(join(root, 'examples', 'scripts', script), join(folder, script))
    const output = await runOrThrow(program, [...args, script], { cwd: folder, env })
    expect(output).toBe('before: null\nafter:  {"name":"Ada"}\n')
  })
})

/** What `apps/fetch.mjs` can show. */
function describeFetch(
  serve: () => Promise<Program>,
  describeMore?: (program: () => Program) => void,
): void {
  let program: Program
  beforeAll(async () => {
    program = await serve()
  })
  afterAll(() => program?.stop())

  describeLogin(() => program, apps)
  describeMore?.(() => program)

  it('seals and unseals the vectors', async () => {
    const vectors = readFileSync(join(root, 'test', 'vectors', 'iron-interop.json'), 'utf8')
    const answer = await new Client(program.url).post('/vectors', JSON.parse(vectors) as object)
    expect(answer.json).toEqual({ count: 110, failures: [] })
  })

  it('says why a cookie was refused', async () => {
    const client = new Client(program.url)
    expect((await client.get('/profile', { cookie: 'main=garbage' })).json.reason).toBe('invalid')
    const unknown = 'main=Fe26.2*7*a*b*c**d*e'
    expect((await client.get('/profile', { cookie: unknown })).json).toMatchObject({ user: null })
    await client.post('/login', { name: 'Ada' })
    expect((await client.get('/profile')).json).toEqual({ user: { name: 'Ada' } })
  })

  it('runs the functions of next-iron-session', async () => {
    const client = new Client(program.url)
    for (const count of [1, 2]) {
      const { json, setCookies } = await client.post('/drop-in')
      expect(json).toEqual({ count, seen: count, line: setCookies[0] })
      expect(setCookies).toHaveLength(1)
    }
    const garbage = await client.post('/drop-in', undefined, { cookie: 'drop-in=Fe26.2*garbage' })
    expect(garbage.json).toMatchObject({ count: 1, seen: 1 })
  })
}
