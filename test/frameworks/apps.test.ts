import { rmSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Client } from './client.ts'
import { describeApp, describeMiddleware } from './contract.ts'
import { installApps } from './install.ts'
import { describeModern } from './modern-contract.ts'
import { type Program, startProgram } from './program.ts'

let folder = ''
beforeAll(async () => {
  folder = await installApps('apps')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const start = (file: string) => (): Promise<Program> =>
  startProgram(process.execPath, [file], { cwd: folder })

describeApp('node:http with applySession', start('node.mjs'))
describeApp('node:http with withIronSession, in CommonJS', start('node.cjs'))
describeApp('Connect', start('connect.mjs'), describeMiddleware)
describeApp('Express 4', start('express4.mjs'), describeMiddleware)
describeApp('Express 5', start('express5.mjs'), describeMiddleware)
describeApp('Express 5, in CommonJS', start('express5.cjs'), describeMiddleware)
describeApp('next-connect', start('next-connect.mjs'), (program) => {
  describeMiddleware(program)

  it('hands what is thrown behind the middleware of iron-session to the error handler once', async () => {
    const { json } = await new Client(program().url).get('/iron-session')
    expect(json).toEqual({ error: 'thrown behind ironSession of iron-session' })
  })
})

describe.each(['express5.mjs', 'express5.cjs'])('a handler of %s in withIronSession', (file) => {
  let program: Program
  beforeAll(async () => {
    program = await start(file)()
  })
  afterAll(() => program.stop())

  it('has the session of the middleware', async () => {
    const client = new Client(program.url)
    await client.post('/login', { name: 'Ada' })
    expect((await client.get('/wrapped')).json).toEqual({ user: { name: 'Ada' } })
  })

  it('rejects into the error handler once', async () => {
    const client = new Client(program.url)
    expect((await client.get('/wrapped-throw')).json).toEqual({ error: 'wrapped' })
    expect((await client.get('/errors')).json).toEqual({ wrapped: 1 })
  })
})

describe.each(['express4', 'express5', 'connect'])('createSessions in %s', (framework) => {
  let program: Program
  beforeAll(async () => {
    program = await startProgram(process.execPath, ['modern.mjs', framework], { cwd: folder })
  })
  afterAll(() => program.stop())

  describeModern(() => program)
})

describe('the ESM and the CommonJS copy of the library in one process', () => {
  let program: Program
  beforeAll(async () => {
    program = await start('both.mjs')()
  })
  afterAll(() => program.stop())

  it('share the session of a request', async () => {
    const client = new Client(program.url)
    const expected = { twoCopies: true, same: true, seen: ['esm', 'cjs'] }
    const { json, setCookies } = await client.get('/save')
    expect(json).toEqual(expected)
    expect(setCookies).toHaveLength(1)
    expect((await client.get('/')).json).toEqual({
      ...expected,
      seen: ['esm', 'cjs', 'esm', 'cjs'],
    })
  })

  it('share nothing between requests', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => new Client(program.url).get('/')),
    )
    for (const { json } of answers) expect(json.seen).toEqual(['esm', 'cjs'])
  })
})
