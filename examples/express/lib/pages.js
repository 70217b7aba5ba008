import { html } from './html.js'
import { page } from './layout.js'

export function homePage(req) {
  const user = req.session.get('user')
  const body = html`
    <section class="hero">
      <h1>${user ? `Hello, ${user.name}.` : 'A session without a store.'}</h1>
      <p class="lead">
        What this server knows about you travels in your cookie, encrypted and authenticated. It
        keeps nothing, so it can be restarted, or doubled, and you stay logged in.
      </p>
      <p class="actions">
        ${
          user
            ? html`<a class="button" href="/profile">Your profile</a>`
            : html`<a class="button" href="/login">Log in</a>`
        }
        <a class="button quiet" href="/visits">Count a visit</a>
      </p>
    </section>
    <div class="columns">${sessionCard(req)} ${tryCard()}</div>
  `
  return page(req, { title: 'Home', body })
}

export function loginPage(req, { name = '', failed = false } = {}) {
  const body = html`
    <section class="card narrow">
      <h1>Log in</h1>
      <p>As <b>Ada</b> with the password <b>lovelace</b>, or as <b>Grace</b> with <b>hopper</b>.</p>
      ${failed && html`<p class="alert" role="alert">There is no such name and password.</p>`}
      <form method="post" action="/login">
        <label>
          Name
          <input
            name="name"
            value="${name}"
            autocomplete="username"
            autocapitalize="none"
            required
            autofocus
          />
        </label>
        <label>
          Password
          <input name="password" type="password" autocomplete="current-password" required />
        </label>
        <button class="button">Log in</button>
      </form>
    </section>
  `
  return page(req, { title: 'Log in', body })
}

export function profilePage(req) {
  const { name, id } = req.session.get('user')
  const since = new Date(req.session.get('since'))
  const body = html`
    <section class="hero">
      <h1>${name}</h1>
      <p class="lead">This page was rendered from the session alone: no database was asked.</p>
    </section>
    <div class="columns">
      <section class="card">
        <h2>Who you are</h2>
        <dl>
          <div>
            <dt>Name</dt>
            <dd>${name}</dd>
          </div>
          <div>
            <dt>Number</dt>
            <dd>${id}</dd>
          </div>
          <div>
            <dt>Logged in</dt>
            <dd><time datetime="${since.toISOString()}">${since.toUTCString()}</time></dd>
          </div>
        </dl>
      </section>
      ${sessionCard(req)}
    </div>
  `
  return page(req, { title: 'Profile', body })
}

export function visitsPage(req) {
  const count = req.session.get('visits')
  const body = html`
    <section class="card narrow counter">
      <h1>
        <span class="number">${count}</span>
        ${count === 1 ? 'visit' : 'visits'}
      </h1>
      <p>Each time you see this page, the number in your cookie is one more.</p>
      <div class="actions">
        <a class="button" href="/visits">Visit again</a>
        <form method="post" action="/visits/reset">
          <button class="button quiet">Begin anew</button>
        </form>
      </div>
    </section>
  `
  return page(req, { title: 'Visits', body })
}

export function notFoundPage(req) {
  return messagePage(req, '404', 'There is no such page', html`Perhaps it was never there.`)
}

/** A visitor learns what went wrong only where it is the visitor's doing; outside of production, so do you. */
export function errorPage(req, status, error) {
  const isShown = status < 500 || process.env.NODE_ENV !== 'production'
  const text = isShown
    ? html`${error.message} ${error.hint && html`<br /><small>${error.hint}</small>`}`
    : html`It has been written down. Please try again later.`
  return messagePage(req, String(status), 'That did not work', text)
}

function messagePage(req, number, title, text) {
  const body = html`
    <section class="card narrow">
      <p class="kind">${number}</p>
      <h1>${title}</h1>
      <p>${text}</p>
      <p class="actions"><a class="button quiet" href="/">Back to the start</a></p>
    </section>
  `
  return page(req, { title, body })
}

/** What is in the cookie, as only the server can read it. An application shows none of this. */
function sessionCard(req) {
  const { origin } = req.session
  const text = { new: 'No cookie came.', resumed: 'Read from your cookie.' }[origin.kind]
  return html`<section class="card">
    <h2>Your session</h2>
    <p>${text ?? `A cookie came and was refused: ${origin.reason}.`}</p>
    <pre><code>${JSON.stringify(req.session.get(), null, 2)}</code></pre>
  </section>`
}

function tryCard() {
  return html`<section class="card">
    <h2>Try it</h2>
    <ul>
      <li>
        Change a letter of the cookie in your browser's tools and reload: you are nobody, and
        nothing breaks.
      </li>
      <li>
        Restart the server with the same <code>SESSION_PASSWORD</code>: you are still logged in.
      </li>
      <li>
        <a href="/too-big">Save more than a cookie holds</a> and see what the error handler is told.
      </li>
    </ul>
  </section>`
}
