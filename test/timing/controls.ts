import type { Edit } from '../edits/edits.ts'
import type { BackEnd } from './bundle.ts'
import type { PairName } from './pairs.ts'

/** A library that tells two classes apart by time, on purpose, and the pair that must show it. */
export interface Control {
  readonly name: string
  readonly edits: readonly Edit[]
  readonly pair: PairName
  /** The back end where it can be seen. Default both. */
  readonly on?: BackEnd
  /** Whether it takes the counts of a night to see it. Default `false`. */
  readonly atNight?: boolean
}

const MAC_EDIT = {
  file: 'platform/equal.ts',
  from: 'difference |= (left[index] as number) ^ (right[index] as number)',
}

/** One byte of a MAC takes a nanosecond to compare, and a day's counts see a tenth of a microsecond: so each is compared a thousand times. */
const AMPLIFIED: readonly Control[] = [
  {
    name: 'the MAC is compared by ===, amplified',
    edits: [
      {
        file: 'seal/iron-cipher.ts',
        from: '(mac) => equalBytes(mac, claimed)',
        to: `(mac) => {
               const wide = Buffer.allocUnsafeSlow(65536)
               const drawn = (bytes: Uint8Array) => {
                 for (const [at, byte] of bytes.entries()) wide.fill(byte, at * 2048, (at + 1) * 2048)
                 return wide.latin1Slice()
               }
               return drawn(mac) === drawn(claimed)
             }`,
      },
    ],
    pair: 'MAC: first or last character',
    on: 'node',
  },
  {
    name: 'the MAC is compared up to the first byte that differs, amplified',
    edits: [
      {
        ...MAC_EDIT,
        to: `for (let again = 0; again < 1000; again++)
               difference |= (left[index] as number) ^ (right[index] as number)
             if (difference !== 0) return false`,
      },
    ],
    pair: 'MAC: first or last character',
  },
  {
    name: 'key ids are compared in turn, up to the first byte that differs, amplified',
    edits: [
      {
        file: 'seal/compact-keys.ts',
        from: 'kids.get(slotOf(kid))',
        to: `[...kids.values()].find((known) =>
               known[0]!.kid.every((byte, at) => {
                 let difference = 0
                 for (let again = 0; again < 1000; again++) difference |= byte ^ (kid[at] as number)
                 return difference === 0
               }))`,
      },
    ],
    pair: 'key id: first or last byte',
    // No cryptography comes up, so it would be the same measurement twice.
    on: 'node',
  },
  {
    name: 'the tag is compared up to the first byte that differs, amplified',
    edits: [
      {
        file: 'seal/xaes.ts',
        from: `(messageKey) =>
    platform.openGcm(messageKey, nonce.subarray(HALF), aad, sealed),`,
        // Sealing zeros gives the key stream; sealing the plaintext again gives the tag as it should be.
        to: `(messageKey) => {
          const end = sealed.length - TAG_BYTES
          const iv = nonce.subarray(HALF)
          return after(platform.sealGcm(messageKey, iv, aad, new Uint8Array(end)), (stream) => {
            const plaintext = sealed.slice(0, end).map((byte, at) => byte ^ stream[at]!)
            return after(platform.sealGcm(messageKey, iv, aad, plaintext), (right) => {
              for (let at = end; at < sealed.length; at++)
                if (!Buffer.alloc(32768, right[at]).equals(Buffer.alloc(32768, sealed[at]))) return undefined
              return plaintext
            })
          })
        },`,
      },
    ],
    pair: 'tag: first or last byte',
  },
]

/** These show as they are. */
const AS_THEY_ARE: readonly Control[] = [
  {
    name: 'decrypted before the MAC is verified',
    edits: [
      {
        file: 'seal/iron.ts',
        from: 'return after(isAuthentic(',
        to: `void decryptIron(platform, IRON_PARAMETERS, secrets, text)
             return after(isAuthentic(`,
      },
    ],
    pair: 'MAC: padding valid or not',
    on: 'node',
  },
  {
    name: 'decrypted before the MAC is verified, and slow to handle the error',
    edits: [
      {
        file: 'seal/iron.ts',
        from: 'return after(isAuthentic(platform, IRON_PARAMETERS, secrets, text), (authentic) => {',
        to: `const early = after(decryptIron(platform, IRON_PARAMETERS, secrets, text), (json) => {
               if (json === undefined)
                 for (let again = 0; again < 20; again++) void new Error('bad padding').stack
               return isAuthentic(platform, IRON_PARAMETERS, secrets, text)
             })
             return after(early, (authentic) => {`,
      },
    ],
    pair: 'MAC: padding valid or not',
    on: 'web',
  },
  {
    name: 'seals for another purpose are told from forged ones, and returned on early',
    edits: [
      {
        file: 'seal/compact.ts',
        from: "if (plaintext === undefined) return { ok: false, reason: 'invalid' }",
        to: `if (plaintext === undefined) {
               const tryPurpose = (purpose) =>
                 openXaes(platform, found.xaes, nonce, additionalData(found, { ...context, purpose }), sealed)
               return after(tryPurpose('bearer'), (first) =>
                 after(first ?? tryPurpose('seal:magic-link'), () => ({ ok: false, reason: 'invalid' })),
               )
             }`,
      },
    ],
    pair: 'purpose wrong or tag wrong',
  },
  {
    name: 'the MAC is compared up to the first byte that differs',
    edits: [{ ...MAC_EDIT, to: 'if (left[index] !== right[index]) return false' }],
    pair: 'MAC: first or last character',
    on: 'node',
    atNight: true,
  },
]

/** The mistakes that libraries have made. */
export const CONTROLS: readonly Control[] = [...AMPLIFIED, ...AS_THEY_ARE]
