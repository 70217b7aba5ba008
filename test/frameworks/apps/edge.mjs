// The fetch handler as the Edge Runtime of Vercel takes it.
import { handle } from './fetch.mjs'

addEventListener('fetch', (event) => event.respondWith(handle(event.request)))
