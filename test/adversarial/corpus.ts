import { readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { vi } from 'vitest'
import { getIronSession, unsealData } from '../../src/iron-session.ts'
import { KeyRing } from '../../src/lib/keys/key-ring.ts'
import { FAILURES, refusal } from '../vectors/compact-vectors.ts'
import type { Attack } from './attack.ts'
import { Target } from './target.ts'
import type { Tally } from './tally.ts'

/* The texts of test/vectors that must not open, one failure each. */

const vectors: {
  password: string
  mustReject: { why: string; seal: string }[]
  suffixPolicy: { suffix: string; seal: string }[]
} = JSON.parse(readFileSync(new URL('../vectors/iron-interop.json', import.meta.url), 'utf8'))

export const CORPUS: readonly Attack[] = [
  {
    name: 'M11 must-reject corpus',
    run: async (tally, format) => (format === 'iron' ? ironCorpus(tally) : compactCorpus(tally)),
  },
]

async function ironCorpus(tally: Tally): Promise<void> {
  const { password, mustReject, suffixPolicy } = vectors
  const target = new Target('iron', { ring: KeyRing.fromPassword(password) })
  await target.attack(
    tally,
    mustReject.map(({ why, seal }) => ({ how: why, text: seal })),
  )
  for (const { why, seal } of mustReject) {
    await tally.holds(why, () => unsealData(seal, { password }), {})
    await tally.refused(why, async () => {
      const options = { password, cookieName: 's' }
      const req = { headers: { cookie: `s=${seal}` } }
      const session = await getIronSession(
        req,
        { getHeader() {}, setHeader() {} } as never,
        options,
      )
      const data = { ...session }
      // The scanner undoes quotes and percent-encoding and trims blanks, and then it is the seal itself.
      const isSeal =
        /quoted|percent|space/.test(why) && isDeepStrictEqual(data, { user: { id: 1 } })
      return { origin: { kind: 'rejected' }, all: () => (isSeal ? {} : data) }
    })
  }
  for (const { suffix, seal } of suffixPolicy) {
    await tally.attempt(suffix, async () => {
      const data = await unsealData(seal, { password })
      // The data as it was, or nothing; never another shape.
      if (!isDeepStrictEqual(data, { user: { id: 1 } }) && !isDeepStrictEqual(data, {}))
        tally.note('accepted', suffix)
    })
  }
}

async function compactCorpus(tally: Tally): Promise<void> {
  try {
    for (const vector of FAILURES) {
      vi.useFakeTimers({ now: vector.now, toFake: ['Date'] })
      await tally.attempt(vector.file, async () => {
        const reason = await refusal(vector)
        if (reason === undefined) tally.note('accepted', vector.file)
        else if (reason !== vector.reason) tally.note('wrong', `${vector.file}: ${reason}`)
      })
    }
  } finally {
    vi.useRealTimers()
  }
}
