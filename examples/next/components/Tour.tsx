const STOPS = [
  {
    href: '/profile-sg',
    title: 'Static page',
    text: 'Built once as HTML. A hook asks an API route who is logged in.',
    file: 'pages/profile-sg.tsx',
  },
  {
    href: '/profile-ssr',
    title: 'Server page',
    text: 'getServerSideProps reads the session before the page is sent.',
    file: 'pages/profile-ssr.tsx',
  },
  {
    href: '/app',
    title: 'App Router',
    text: 'A Server Component, server actions and a route handler.',
    file: 'app/app/page.tsx',
  },
  {
    href: '/rotation',
    title: 'Password rotation',
    text: 'A new password goes in front, the old one still opens. Then drop it.',
    file: 'pages/rotation.tsx',
  },
  {
    href: '/tampering',
    title: 'Tampering',
    text: 'Change your own seal and see with which reason it is rejected.',
    file: 'pages/tampering.tsx',
  },
  {
    href: '/sessions',
    title: 'Lifetimes',
    text: 'createSessions: two countdowns, "remember me", flash, a new id at login.',
    file: 'pages/sessions.tsx',
  },
  {
    href: '/formats',
    title: 'Iron and compact',
    text: 'The same data in both formats: size, and what the browser can read.',
    file: 'pages/formats.tsx',
  },
  {
    href: '/magic-link',
    title: 'Magic link',
    text: 'Opens once, for its purpose, until the password changes; never as a cookie.',
    file: 'pages/magic-link/index.tsx',
  },
] as const

/** The other pages, as cards. */
export function Tour() {
  return (
    <section aria-labelledby="tour">
      <h2 id="tour">What to try</h2>
      <ul className="tour">
        {STOPS.map(({ href, title, text, file }) => (
          <li key={href} className="card">
            <h3>
              <a href={href}>{title}</a>
            </h3>
            <p>{text}</p>
            <code>{file}</code>
          </li>
        ))}
      </ul>
    </section>
  )
}
