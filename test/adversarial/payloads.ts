import { platform } from '#platform'
import type { Bytes } from '../../src/lib/bytes/bytes.ts'
import { concatBytes } from '../../src/lib/bytes/concat.ts'
import { writeUint } from '../../src/lib/bytes/integers.ts'
import { Key } from '../../src/lib/keys/key.ts'
import { encodeContext } from '../../src/lib/seal/compact-context.ts'
import { deriveCompactKey } from '../../src/lib/seal/compact-keys.ts'
import type { SealContext } from '../../src/lib/seal/format.ts'
import { sealXaes } from '../../src/lib/seal/xaes.ts'

/* Authentic seals of bytes that no sealer would write. */

/** An Iron seal of any bytes, for ever. */
export async function ironOf(payload: Uint8Array, password: string): Promise<string> {
  const salt = 'ab'.repeat(32)
  const iv = platform.randomBytes(16)
  const bytes = (text: string): Bytes => new TextEncoder().encode(text)
  const derive = () => platform.pbkdf2Sha1(bytes(password), bytes(salt), 1, 32)
  const encrypted = await platform.encrypt(
    'aes-256-cbc',
    await derive(),
    iv,
    Uint8Array.from(payload),
  )
  const text = [iv, encrypted].map((part) => Buffer.from(part).toString('base64url')).join('*')
  const covered = `Fe26.2*1*${salt}*${text}*`
  const mac = await platform.hmacSha256(await derive(), bytes(covered))
  return `${covered}*${salt}*${Buffer.from(mac).toString('base64url')}`
}

/** A compact seal of any bytes as JSON, sealed now and good for a day; `times` in milliseconds. */
export async function compactOf(
  payload: Uint8Array,
  password: string,
  context: SealContext,
  times: { created: number; age?: number; ttl?: number } = { created: Date.now() },
): Promise<string> {
  const { kid, xaes } = await deriveCompactKey(platform, new Key('1', password))
  const head = concatBytes(Uint8Array.of(0xb1), kid)
  const plaintext = concatBytes(
    Uint8Array.of(1),
    uint(times.created, 6),
    uint(times.age ?? 0, 5),
    uint(times.ttl ?? 24 * 3600, 4),
    platform.randomBytes(16),
    Uint8Array.from(payload),
  )
  const nonce = platform.randomBytes(24)
  const sealed = await sealXaes(platform, xaes, nonce, encodeContext(head, context), plaintext)
  return Buffer.concat([head, nonce, sealed]).toString('base64url')
}

function uint(value: number, length: number): Uint8Array {
  const written = new Uint8Array(length)
  writeUint(written, 0, value, length)
  return written
}
