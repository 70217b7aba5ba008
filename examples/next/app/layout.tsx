import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import '../styles/index.css'

export const metadata: Metadata = { title: 'App Router · ironseal demo' }
export const viewport: Viewport = { colorScheme: 'light dark' }

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  )
}
