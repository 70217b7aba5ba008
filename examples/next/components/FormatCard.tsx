import type { ReactNode } from 'react'
import { SizeBar } from './SizeBar'

interface FormatCardProps {
  id: string
  title: string
  kind: string
  /** Of name and value. */
  bytes: number
  children: ReactNode
}

/** One of two seals that stand side by side. */
export function FormatCard({ id, title, kind, bytes, children }: FormatCardProps) {
  return (
    <section className="card format" aria-labelledby={id}>
      <header className="card-head">
        <h2 id={id}>{title}</h2>
        <code>{kind}</code>
      </header>
      <SizeBar bytes={bytes} />
      {children}
    </section>
  )
}
