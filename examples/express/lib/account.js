import { Router } from 'express'
import { loginPage, profilePage } from './pages.js'
import { findUser } from './users.js'

export const account = Router()

account.get('/login', (req, res) => {
  if (req.session.get('user')) res.redirect(303, '/profile')
  else res.send(loginPage(req))
})

account.post('/login', async (req, res) => {
  const { name, password } = req.body ?? {}
  const user = await findUser(name, password)
  if (!user) {
    res.status(401).send(loginPage(req, { name, failed: true }))
    return
  }
  req.session.set('user', { id: user.id, name: user.name })
  req.session.set('since', new Date().toISOString())
  await req.session.save()
  res.redirect(303, '/profile')
})

account.get('/profile', (req, res) => {
  if (req.session.get('user')) res.send(profilePage(req))
  else res.redirect(303, '/login')
})

account.post('/logout', (req, res) => {
  req.session.destroy()
  res.redirect(303, '/')
})
