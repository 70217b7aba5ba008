import type { Control } from './control.ts'

const json = { attack: '6.2 hostile JSON', format: 'compact', breach: 'accepted' } as const
const rotation = { attack: '6.4 rotation', format: 'compact' } as const

/** What is in an authentic seal, and which key it is of, each without a check. */
export const BROKEN_CONTENTS: readonly Control[] = [
  {
    name: '__proto__ is let in',
    edits: [
      {
        file: 'bytes/json.ts',
        from: 'return mayHoldProto(text) && holdsProtoKey(value) ? undefined : value',
        to: 'return value',
      },
    ],
    ...json,
  },
  {
    name: '__proto__ in escapes is let in',
    edits: [{ file: 'bytes/json.ts', from: " || text.includes('\\\\u')", to: '' }],
    ...json,
  },
  {
    name: 'broken UTF-8 is repaired',
    edits: [{ file: 'bytes/utf8.ts', from: 'fatal: true', to: 'fatal: false' }],
    ...json,
  },
  {
    name: 'a byte order mark is skipped',
    edits: [
      {
        file: 'bytes/utf8.ts',
        from: "buffer.toString('utf8', start, end)",
        to: "buffer.toString('utf8', start, end).replace('\\uFEFF', '')",
      },
    ],
    ...json,
  },
  {
    name: 'a list is a session',
    edits: [{ file: 'session/json-object.ts', from: ' && !Array.isArray(value)', to: '' }],
    ...json,
  },
  {
    name: 'every key is tried',
    edits: [
      {
        file: 'seal/compact.ts',
        from: 'const found = findCompactKey(kids, ring, body.subarray(1, HEAD_BYTES))',
        to: `let found
  for (const key of ring.keys()) {
    const tried = deriveCompactKey(platform, key)
    const aad = additionalData(tried, context)
    const [iv, rest] = [body.slice(HEAD_BYTES, CIPHERTEXT_AT), body.slice(CIPHERTEXT_AT)]
    if (openXaes(platform, tried.xaes, iv, aad, rest) !== undefined) found = tried
  }`,
      },
    ],
    ...rotation,
    breach: 'wrong',
  },
  {
    name: 'the last key seals',
    edits: [
      {
        file: 'keys/key-ring.ts',
        from: 'this.#order.find((key)',
        to: 'this.#order.findLast((key)',
      },
    ],
    ...rotation,
    breach: 'wrong',
  },
  {
    name: 'an old key is not stale',
    edits: [
      {
        file: 'seal/sealer.ts',
        from: 'seal.format !== format || !ring.isCurrent(seal.key, now)',
        to: 'seal.format !== format',
      },
    ],
    ...rotation,
    breach: 'wrong',
  },
  {
    name: 'an old format is not stale',
    edits: [{ file: 'seal/sealer.ts', from: 'seal.format !== format || ', to: '' }],
    ...rotation,
    breach: 'wrong',
  },
  {
    name: 'retired keys unseal',
    edits: [
      {
        file: 'keys/key.ts',
        from: 'return now < (this.dates.retireAt ?? Infinity)',
        to: 'return true',
      },
    ],
    ...rotation,
    breach: 'accepted',
  },
  {
    name: 'an id may stand for two secrets',
    edits: [
      {
        file: 'keys/key-ring.ts',
        from: 'if (earlier !== undefined && !earlier.holds(Key.reveal(key))) throw ambiguousId()',
        to: '',
      },
    ],
    ...rotation,
    breach: 'accepted',
  },
  {
    name: 'a key id may stand for two secrets',
    edits: [
      {
        file: 'seal/compact-keys.ts',
        from: 'if (!equalBytes(theirs, secrets.get(key) as Bytes)) throw ambiguousKid()',
        to: '',
      },
    ],
    ...rotation,
    breach: 'accepted',
  },
]
