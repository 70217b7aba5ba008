import { app } from './app.js'

const port = Number(process.env.PORT ?? 3000)

const server = app.listen(port, 'localhost', (error) => {
  if (error) throw error
  console.log(`ready at http://localhost:${server.address().port}`)
})
