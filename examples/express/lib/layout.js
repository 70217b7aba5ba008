import { html } from './html.js'

/** A whole page, as text. */
export function page(req, { title, body }) {
  const user = req.session?.get('user')
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · ironseal with Express</title>
        <link rel="icon" href="/mark.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/style.css" />
      </head>
      <body>
        <header class="top">
          <div class="bar">
            <a class="brand" href="/">
              <img src="/mark.svg" alt="" width="28" height="28" />
              <span>ironseal <small>with Express</small></span>
            </a>
            <nav aria-label="Pages">
              ${link(req, '/', 'Home')} ${link(req, '/visits', 'Visits')}
              ${link(req, '/profile', 'Profile')}
            </nav>
            ${user ? logoutForm(user) : loginLink(req)}
          </div>
        </header>
        <main>${body}</main>
      </body>
    </html>`.toString()
}

function link(req, path, text) {
  const current = req.path === path && html`aria-current="page"`
  return html`<a href="${path}" ${current}>${text}</a>`
}

function loginLink(req) {
  return req.path !== '/login' && html`<a class="button small" href="/login">Log in</a>`
}

/** A form and not a link: a link would be followed by whatever fetches pages in advance. */
function logoutForm(user) {
  return html`<form class="logout" method="post" action="/logout">
    <span>${user.name}</span>
    <button class="button small quiet">Log out</button>
  </form>`
}
