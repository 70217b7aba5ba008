import { runOrThrow } from '../../scripts/lib/run.mjs'
import type { BackEnd } from './bundle.ts'
import type { PairName } from './pairs.ts'
import { PLAN } from './plan.ts'
import type { Leakage } from './statistics/leakage.ts'
import { majorityOf, type Verdict } from './statistics/verdict.ts'

/** Whether a library, bundled with the measuring program, tells the classes of a pair apart by time. */
export function judge(program: string, backEnd: BackEnd, pair: PairName): Promise<Verdict> {
  const calls = PLAN.calls[backEnd]
  return majorityOf(async (seed): Promise<Leakage> => {
    const input = JSON.stringify({ pair, backEnd, calls, seed })
    return JSON.parse(await runOrThrow(process.execPath, [program, input]))
  }, PLAN.threshold)
}
