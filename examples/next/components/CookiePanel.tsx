import type { CookieReport } from '../lib/report'
import { expiryOf, partOf, sealParts } from '../lib/seal-parts'
import { SealLegend, SealText } from './SealText'
import { SizeBar } from './SizeBar'

// Sealed once with a forgotten password: an illustration for visitors without a session.
const EXAMPLE =
  'Fe26.2*1*1d8a5cd9604ac239ca6003131106fec551a96c871ef4059dbfa6d1e951322ace*csivDhuXqd-OMx' +
  'MCjvp6qQ*cwLrXAVXwdpI_RjyHRK2NlVIkbK1377vghGvZ2ibnabR3NDhQEp7WK82ccgq6Z1v1eA8iwygbl1Q0jp' +
  'X0DM6VULgO_KaT5GIWG6eMKHTVE4*1795537384382*88162711e30b7775462a323107c3a283624e1b9ed16d5' +
  '98e63bd03224639d6d1*hzPGQBj9rC1gBv3-MscKFF4OMmtfnkyG4c7G8O1CWJc'

const EXAMPLE_DATA = { user: { name: 'visitor', role: 'reader' } }

/** The visitor's cookie: what is public about it, and what the server found inside. */
export function CookiePanel({ cookie }: { cookie: CookieReport }) {
  const { name, origin } = cookie
  const value = cookie.value ?? EXAMPLE
  return (
    <section className="card cookie" aria-labelledby={`cookie-${name}`}>
      <header className="card-head">
        <h2 id={`cookie-${name}`}>
          {cookie.value === null ? 'The cookie you will get' : 'Your cookie'}
        </h2>
        <code>{name}</code>
        <span className={`badge ${origin.kind}`}>
          {cookie.value === null ? 'example' : (origin.reason ?? origin.kind)}
        </span>
      </header>
      <div className="cookie-body">
        <div className="cookie-seal">
          <SealText value={value} />
          <SealLegend value={value} />
        </div>
        <div className="cookie-facts">
          <Facts name={name} value={value} />
          <h3>{origin.kind === 'rejected' ? 'What is left of it' : 'Decrypted on the server'}</h3>
          <pre className="json" tabIndex={0} data-testid="content">
            {JSON.stringify(cookie.value === null ? EXAMPLE_DATA : cookie.data, null, 2)}
          </pre>
        </div>
      </div>
    </section>
  )
}

function Facts({ name, value }: { name: string; value: string }) {
  const facts = [
    ['Format', sealParts(value) ? 'Iron (Fe26.2)' : 'not a seal'],
    ['Password id', partOf(value, 'id') ?? 'none'],
    ['Expires', expiryOf(value) ?? 'unknown'],
  ]
  return (
    <>
      <SizeBar bytes={name.length + encodeURIComponent(value).length} />
      <dl className="facts">
        {facts.map(([term, text]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}
