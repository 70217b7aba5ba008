import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { NextConfig } from 'next'

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // Folders above this one may have lock files too; Next would take the topmost as its root.
  turbopack: { root: dirname(fileURLToPath(import.meta.url)) },
  // Some browsers ask for this name whatever the page says.
  rewrites: async () => [{ source: '/favicon.ico', destination: '/icon.svg' }],
}

export default config
