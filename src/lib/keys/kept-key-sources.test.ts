import { describe, expect, it } from 'vitest'
import type { PasswordOption } from './key-source.ts'
import { keptKeySource } from './kept-key-sources.ts'

const ONE = 'x7Kq2mZt9RbW4vYc1NdH8gLs5PfJ3aQe'
const TWO = 'correct horse battery staple zebra'
const SETTINGS = { allowWeakPassword: false, refreshWindow: 60_000 }
const sourceOf = (password: PasswordOption, more: Partial<typeof SETTINGS> = {}) =>
  keptKeySource(password, { ...SETTINGS, ...more })

describe('the source of a password that is given again and again', () => {
  it('is the one of before for the same text', () => {
    const source = sourceOf(ONE)
    expect(sourceOf(ONE)).toBe(source)
    expect(sourceOf(TWO)).not.toBe(source)
    expect(sourceOf(ONE, { allowWeakPassword: true })).not.toBe(source)
  })

  it('never takes a text for bytes, nor bytes for what they were before', () => {
    const bytes = Uint8Array.from({ length: 32 }, (_, at) => at * 5)
    const source = sourceOf(bytes)
    expect(sourceOf(bytes.slice())).toBe(source)
    expect(sourceOf(Buffer.from(bytes).toString('base64url'))).not.toBe(source)
    bytes[0] = 99
    expect(sourceOf(bytes)).not.toBe(source)
  })

  it('is another one when a list has changed since', () => {
    const list = [ONE, { id: 7, password: TWO, retireAt: new Date(5) }]
    const source = sourceOf(list)
    expect(sourceOf(list)).toBe(source)
    for (const change of [
      () => list.unshift(TWO),
      () => list.shift() && list.pop(),
      () => list.push({ id: 8, password: TWO, retireAt: new Date(5) }),
      () => Object.assign(list.at(-1)!, { id: 9 }),
      () => Object.assign(list.at(-1)!, { password: `${TWO}!` }),
      () => (list.at(-1) as { retireAt: Date }).retireAt.setTime(6),
      () => Object.assign(list.at(-1)!, { sealFrom: new Date(1) }),
    ]) {
      const before = sourceOf(list)
      change()
      expect(sourceOf(list), String(change)).not.toBe(before)
      expect(sourceOf(list)).toBe(sourceOf(list))
    }
  })

  it('is made anew for a list with bytes in it, which may change unseen', () => {
    const list = [new Uint8Array(32)]
    expect(sourceOf(list)).not.toBe(sourceOf(list))
    const entries = [{ password: new Uint8Array(32) }]
    expect(sourceOf(entries)).not.toBe(sourceOf(entries))
    expect(sourceOf(undefined)).not.toBe(sourceOf(undefined))
    expect(sourceOf([undefined as never])).not.toBe(sourceOf([undefined as never]))
  })

  it('fetches once with one function', async () => {
    let fetched = 0
    const password = (): string => (fetched++, ONE)
    await sourceOf(password).current()
    await sourceOf(password).current()
    expect(fetched).toBe(1)
    await sourceOf(password, { refreshWindow: 1 }).current()
    expect(fetched).toBe(2)
  })

  it('forgets texts when there are too many of them', () => {
    const source = sourceOf(ONE)
    for (let index = 0; index < 100; index++) sourceOf(`${TWO} ${index}`)
    expect(sourceOf(ONE)).not.toBe(source)
  })
})
