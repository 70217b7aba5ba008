import Head from 'next/head'

/** The title of a page of the Pages Router; the App Router has `metadata` for it. */
export function PageTitle({ children }: { children: string }) {
  return (
    <Head>
      <title>{`${children} · ironseal demo`}</title>
    </Head>
  )
}
