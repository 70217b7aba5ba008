import { platform } from '#platform'
import { measure } from './measure.ts'
import { PAIRS } from './pairs.ts'
import { Random } from './random.ts'
import { leakageOf } from './statistics/leakage.ts'

/*
 * One run of one pair, in a process of its own, so that no run inherits what another had compiled and where it had its memory. Takes
 * one JSON and prints one. It is bundled with the library and a back end (bundle.ts).
 */

const { pair: name, backEnd, calls, seed } = JSON.parse(process.argv[2] ?? '')
const pair = PAIRS.find((known) => known.name === name)
if (pair === undefined) throw new Error(`no such pair: ${name}`)
if (platform.name !== backEnd) throw new Error(`this is the back end ${platform.name}`)
const leakage = leakageOf(...(await measure(pair, calls, new Random(seed))))
// JSON writes `null` for these.
if (!Object.values(leakage).every(Number.isFinite)) throw new Error('times that never vary')
console.log(JSON.stringify(leakage))
