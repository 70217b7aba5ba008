import { expect, it } from 'vitest'
import { SMALL } from '../attack.ts'
import { ATTACKS } from '../attacks.ts'
import { Tally } from '../tally.ts'
import { CONTROLS } from './controls.ts'

declare module 'vitest' {
  interface TaskMeta {
    control?: string
  }
}

/* Run on a library that is broken: the attacks of one class must find it out. */

const control = CONTROLS.find(({ name }) => name === process.env['IRONSEAL_CONTROL'])

it(`is caught: ${control?.name}`, async ({ task }) => {
  const attack = ATTACKS.find(({ name }) => name === control?.attack)
  if (control === undefined || attack === undefined) throw new Error('no such control or attack')
  const tally = new Tally(control.breach)
  await attack.run(tally, control.format, SMALL)
  expect(tally.counts[control.breach], tally.breaches.join('\n')).toBeGreaterThan(0)
  task.meta.control = control.name
})
