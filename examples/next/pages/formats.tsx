import type { GetServerSideProps } from 'next'
import { Code } from '../components/Code'
import { CompactLegend, CompactText } from '../components/CompactText'
import { FormatCard } from '../components/FormatCard'
import { Intro } from '../components/Intro'
import { PageTitle } from '../components/PageTitle'
import { SealLegend, SealText } from '../components/SealText'
import { SessionsShell } from '../components/SessionsShell'
import { VisibleTable } from '../components/VisibleTable'
import { sealBoth } from '../lib/both-formats'
import type { BothSeals } from '../lib/both-formats'
import { openSessions } from '../lib/sessions-report'

interface PageProps {
  user: string | null
  seals: BothSeals
}

const MOST = 600

export const getServerSideProps: GetServerSideProps<PageProps> = async (context) => {
  const session = await openSessions(context)
  const user = session.get('user') ?? null
  await session.commit()
  const text = [context.query.text ?? ''].flat().join('').slice(0, MOST)
  return { props: { user, seals: await sealBoth(text) } }
}

/** The two formats beside each other. */
export default function Formats({ user, seals }: PageProps) {
  const { cookieName, data, iron, compact } = seals
  const sizes = [iron, compact].map((seal) => cookieName.length + seal.length) as [number, number]
  return (
    <SessionsShell current="/formats" user={user}>
      <PageTitle>Formats</PageTitle>
      <Intro kind="Iron and compact" title="The same data, sealed twice">
        Iron is what next-iron-session and iron-session wrote, and what their drop-in functions
        write. createSessions writes compact: {Math.round((sizes[1] / sizes[0]) * 100)}% of the size
        for the data below, and nothing but a key id to read in it.
      </Intro>
      <div className="columns">
        <section className="card stack" aria-labelledby="data">
          <h2 id="data">The data</h2>
          <form className="stack" action="/formats">
            <div className="field">
              <label htmlFor="text">A text to seal with it</label>
              <textarea
                id="text"
                name="text"
                rows={2}
                maxLength={MOST}
                defaultValue={data.text ?? ''}
              />
            </div>
            <button className="button">Seal both</button>
          </form>
          <pre className="json" tabIndex={0} data-testid="content">
            {JSON.stringify(data, null, 2)}
          </pre>
        </section>
        <Code file="lib/both-formats.ts">{`
const iron = createSessions({
  password,
  accept: ['iron'],
})
const compact = createSessions({
  password,
  accept: ['compact'], // the default
})

// To move: read both, write the first.
createSessions({
  password,
  accept: ['compact', 'iron'],
})
`}</Code>
      </div>
      <div className="columns formats">
        <FormatCard id="iron" title="Iron" kind="Fe26.2*…" bytes={sizes[0]}>
          <SealText value={iron} />
          <SealLegend value={iron} />
        </FormatCard>
        <FormatCard id="compact" title="compact" kind="s…" bytes={sizes[1]}>
          <CompactText value={compact} />
          <CompactLegend value={compact} />
        </FormatCard>
      </div>
      <section className="card" aria-labelledby="visible">
        <h2 id="visible">What can be read without a key</h2>
        <VisibleTable seals={seals} />
      </section>
    </SessionsShell>
  )
}
