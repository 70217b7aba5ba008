import { Intro } from '../components/Intro'
import { Shell } from '../components/Shell'
import { readLogin } from '../lib/app-session'

export default async function NotFound() {
  return (
    <Shell current="" user={await readLogin()}>
      <Intro kind="404" title="There is no such page">
        The demo has nine pages. They are in the row at the top.
      </Intro>
    </Shell>
  )
}
