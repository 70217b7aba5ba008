// Two copies of the library in one process: ESM opens the session, CommonJS opens it again.
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import * as esm from 'ironseal'
import { answer, listen, options } from './routes.cjs'

const cjs = createRequire(import.meta.url)('ironseal')

listen(
  createServer(async (req, res) => {
    await esm.applySession(req, res, options)
    const first = req.session
    first.set('seen', [...(first.get('seen') ?? []), 'esm'])
    await cjs.applySession(req, res, options)
    const second = req.session
    second.set('seen', [...(second.get('seen') ?? []), 'cjs'])
    const twoCopies = esm.applySession !== cjs.applySession
    if (req.url === '/save') await first.save()
    answer(res, { twoCopies, same: first === second, seen: first.get('seen') })
  }),
)
