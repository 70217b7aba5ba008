import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { clone, defaults, generateKey, seal, unseal } from '../../src/iron.ts'
import type { SealOptions } from '../../src/iron.ts'

/* The seals of released Iron libraries, and texts that must not open, through ironseal/iron. SOURCES.md says where they come from. */

interface Deterministic {
  tcId: number
  id: string
  plaintext: string
  seal: string
  password?: string
  passwordLabel?: string
  encryptionKey?: string
  integrityKey?: string
  rawEncryptionKey?: string
  rawIntegrityKey?: string
  nowMs?: number
  ttlMs?: number
  expiresAtMs?: number
  acceptedUntilMsExclusive?: number
}

const vectors: {
  password: string
  deterministic: Deterministic[]
  released: { impl: string; password: string; seal: string; data: unknown }[]
  mustReject: { tcId: number; why: string; seal: string }[]
  suffixPolicy: { suffix: string; seal: string }[]
} = JSON.parse(readFileSync(new URL('./iron-interop.json', import.meta.url), 'utf8'))

afterEach(() => void vi.useRealTimers())
const at = (now: number): void => void vi.useFakeTimers({ now, toFake: ['Date'] })

/** The secrets of a vector: text, or one key of bytes for each use. */
function secretOf({ password, rawEncryptionKey, rawIntegrityKey, id }: Deterministic) {
  if (password !== undefined) return { id, secret: password }
  return {
    id,
    encryption: Buffer.from(rawEncryptionKey ?? '', 'hex'),
    integrity: Buffer.from(rawIntegrityKey ?? '', 'hex'),
  }
}

/** The options that make exactly this seal: its own salts and iv. */
function optionsOf(vector: Deterministic): SealOptions {
  const [, , salt, iv = '', , , macSalt] = vector.seal.split('*')
  const options = clone(defaults)
  Object.assign(options.encryption, { salt, iv: Buffer.from(iv, 'base64url') })
  Object.assign(options.integrity, { salt: macSalt })
  return { ...options, ttl: vector.ttlMs ?? 0 }
}

describe('deterministic seals', () => {
  it('are 40', () => expect(vectors.deterministic).toHaveLength(40))

  it.each(vectors.deterministic)('$tcId is sealed to the byte', async (vector) => {
    if (vector.nowMs !== undefined) at(vector.nowMs)
    const value: unknown = JSON.parse(vector.plaintext)
    expect(await seal(value, secretOf(vector), optionsOf(vector))).toBe(vector.seal)
  })

  it.each(vectors.deterministic)('$tcId opens', async (vector) => {
    if (vector.nowMs !== undefined) at(vector.nowMs)
    const opened = await unseal(vector.seal, { [vector.id]: secretOf(vector) }, defaults)
    expect(opened).toEqual(JSON.parse(vector.plaintext))
  })

  it.each(vectors.deterministic.filter(({ encryptionKey }) => encryptionKey))(
    '$tcId has these keys',
    async ({ password = '', encryptionKey, integrityKey, seal: text }) => {
      const [, , salt, , , , macSalt] = text.split('*')
      const cipherKey = await generateKey(password, { ...defaults.encryption, salt })
      const macKey = await generateKey(password, { ...defaults.integrity, salt: macSalt })
      expect(cipherKey.key.toString('hex')).toBe(encryptionKey)
      expect(macKey.key.toString('hex')).toBe(integrityKey)
    },
  )

  it.each(vectors.deterministic.filter(({ nowMs }) => nowMs !== undefined))(
    '$tcId ends when its skew is over',
    async (vector) => {
      const { acceptedUntilMsExclusive: end = 0 } = vector
      const open = () => unseal(vector.seal, { 1: secretOf(vector) }, defaults)
      at(end - 1)
      expect(await open()).toEqual(JSON.parse(vector.plaintext))
      at(end)
      await expect(open()).rejects.toThrow(/^Expired seal$/)
    },
  )
})

describe('seals of released packages', () => {
  it('are 30', () => expect(vectors.released).toHaveLength(30))

  it.each(vectors.released)('open: $impl', async ({ seal: text, password, data }) => {
    // iron-session writes its version behind the seal and takes it off again before it asks an Iron library.
    const sealed = text.replace(/~2$/, '')
    expect(await unseal(sealed, password, defaults)).toEqual(data)
    const id = sealed.split('*')[1] || 'default'
    expect(await unseal(sealed, { [id]: password }, defaults)).toEqual(data)
  })
})

describe('what must not open', () => {
  const { password } = vectors

  it('are 40 texts', () => expect(vectors.mustReject).toHaveLength(40))

  it.each(vectors.mustReject)('$tcId $why', async ({ seal: text }) => {
    for (const passwords of [password, { 1: password }, { 1: password, default: password }]) {
      await expect(unseal(text, passwords, defaults)).rejects.toThrow(Error)
      await expect(unseal(text, passwords)).rejects.toThrow(Error)
    }
  })

  it.each(vectors.suffixPolicy)(
    'a seal with "$suffix" behind it',
    async ({ suffix, seal: text }) => {
      const opened = unseal(text, { 1: password }, defaults)
      if (suffix === '') expect(await opened).toEqual({ user: { id: 1 } })
      else await expect(opened).rejects.toThrow(/^Bad hmac value$/)
    },
  )
})
