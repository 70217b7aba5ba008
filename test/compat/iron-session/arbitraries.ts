import fc from 'fast-check'
import { NAME } from './support.ts'

/** Names that mean something to JavaScript, to promises or to the session itself. */
const SPECIAL = [
  'save',
  'destroy',
  'updateConfig',
  'then',
  'toJSON',
  'constructor',
  'length',
  'prototype',
  'hasOwnProperty',
  'valueOf',
  'persistent',
  'flash',
  '0',
  '',
]
export const METHODS = new Set(['save', 'destroy', 'updateConfig'])
export const key = fc
  .oneof(fc.constantFrom(...SPECIAL), fc.string({ maxLength: 8 }))
  .filter((name) => name !== '__proto__')

export const { value: json } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.string({ maxLength: 20, unit: 'binary' }),
    fc
      .double({ noNaN: true, noDefaultInfinity: true })
      .map((number) => (Object.is(number, -0) ? 0 : number)),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(key, tie('value'), { maxKeys: 4 }).map((entries) => ({ ...entries })),
  ),
}))
export const data = fc
  .dictionary(key, json, { maxKeys: 5 })
  .map((entries): Record<string, unknown> => ({ ...entries }))

export const isNested = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  Object.keys(value).sort().join() === 'flash,persistent'

/** A `Cookie` header of pieces that mean something to the reader. */
export const header = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        NAME,
        `${NAME}.0`,
        `${NAME}.1`,
        '=',
        ';',
        '; ',
        '"',
        '%',
        '%E0',
        ' ',
        '*',
        '~2',
      ),
      fc.constantFrom('Fe26.2', 'Fe26.2**', 'Fe26.2*1*', 'Fe26.2*__proto__*'),
      fc.string({ maxLength: 30 }),
      fc.string({ maxLength: 10, unit: 'binary' }),
    ),
    { maxLength: 12 },
  )
  .map((pieces) => pieces.join(''))
