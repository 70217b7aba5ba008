import { createServer } from 'node:http'
import { router } from './router.js'

const port = Number(process.env.PORT ?? 3000)

const server = createServer(router)
server.listen(port, 'localhost', () => {
  console.log(`ready at http://localhost:${server.address().port}`)
})
