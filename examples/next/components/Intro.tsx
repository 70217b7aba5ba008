import type { ReactNode } from 'react'

/** The head of a page: what kind of page it is, its title, one paragraph. */
export function Intro({
  kind,
  title,
  children,
}: {
  kind: string
  title: string
  children: ReactNode
}) {
  return (
    <div className="intro">
      <p className="kind">{kind}</p>
      <h1>{title}</h1>
      <p className="lead">{children}</p>
    </div>
  )
}
