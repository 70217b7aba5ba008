const PAGES = [
  ['/', 'Overview'],
  ['/profile-sg', 'Static page'],
  ['/profile-ssr', 'Server page'],
  ['/app', 'App Router'],
  ['/rotation', 'Rotation'],
  ['/tampering', 'Tampering'],
  ['/sessions', 'Lifetimes'],
  ['/formats', 'Formats'],
  ['/magic-link', 'Magic link'],
] as const

/** Plain links: they cross from one router to the other, and each visit is a request with a cookie. */
export function Nav({ current }: { current: string }) {
  return (
    <nav className="nav" aria-label="Pages of the demo">
      <ul>
        {PAGES.map(([href, label]) => (
          <li key={href}>
            <a href={href} aria-current={current === href ? 'page' : undefined}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
