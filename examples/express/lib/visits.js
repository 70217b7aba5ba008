import { Router } from 'express'
import { visitsPage } from './pages.js'

export const visits = Router()

// Works for everybody, logged in or not: a session begins with the first thing that is kept in it.
visits.get('/visits', async (req, res) => {
  req.session.set('visits', (req.session.get('visits') ?? 0) + 1)
  await req.session.save()
  res.send(visitsPage(req))
})

visits.post('/visits/reset', async (req, res) => {
  req.session.unset('visits')
  await req.session.save()
  res.redirect(303, '/')
})
