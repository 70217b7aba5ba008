import { compactParts } from '../lib/compact-parts'
import { CompactLegend, CompactText } from './CompactText'
import { SizeBar } from './SizeBar'

/** The visitor's cookie of `createSessions`: what is public about it. */
export function CompactPanel({ name, value }: { name: string; value: string | null }) {
  if (value === null) return null
  const seal = compactParts(value)
  const facts = [
    ['Format', seal ? 'compact' : 'not a compact seal'],
    ['Key id', seal?.keyId ?? 'none'],
    ['Encrypted', seal ? `${seal.length} bytes: user, id, times, flash` : 'nothing'],
    ['Ends', seal ? 'cannot be read from outside' : 'unknown'],
  ]
  return (
    <section className="card cookie" aria-labelledby="cookie">
      <header className="card-head">
        <h2 id="cookie">Your cookie</h2>
        <code>{name}</code>
      </header>
      <div className="cookie-body">
        <div className="cookie-seal">
          <CompactText value={value} />
          <CompactLegend value={value} />
        </div>
        <div className="cookie-facts">
          <SizeBar bytes={name.length + value.length} />
          <dl className="facts">
            {facts.map(([term, text]) => (
              <div key={term}>
                <dt>{term}</dt>
                <dd>{term === 'Key id' ? <code>{text}</code> : text}</dd>
              </div>
            ))}
          </dl>
        </div>
      </div>
    </section>
  )
}
