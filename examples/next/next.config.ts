import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { NextConfig } from 'next'

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // In development Next's indicator warns in the console when it is faster than the Pages Router.
  devIndicators: false,
  // Folders above this one may have lock files too; Next would take the topmost as its root.
  turbopack: { root: dirname(fileURLToPath(import.meta.url)) },
  // Some browsers ask for this name whatever the page says.
  rewrites: async () => [{ source: '/favicon.ico', destination: '/icon.svg' }],
}

export default config
