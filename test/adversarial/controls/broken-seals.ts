import type { Control } from './control.ts'

const compact = { format: 'compact', breach: 'accepted' } as const
const iron = { format: 'iron', breach: 'accepted' } as const

/** Back ends, Iron and the spelling of bytes, each without one of its checks. */
export const BROKEN_SEALS: readonly Control[] = [
  {
    name: 'the MAC is not compared',
    edits: [{ file: 'platform/equal.ts', from: 'return difference === 0', to: 'return true' }],
    attack: 'M1 byte flips',
    ...iron,
  },
  {
    name: 'eight bytes of the MAC are compared',
    edits: [{ file: 'platform/equal.ts', from: 'index < left.length', to: 'index < 8' }],
    attack: 'M1 byte flips',
    ...iron,
  },
  {
    name: 'the lengths of MACs are not compared',
    edits: [
      { file: 'platform/equal.ts', from: 'if (left.length !== right.length) return false', to: '' },
      {
        file: 'platform/equal.ts',
        from: 'index < left.length',
        to: 'index < Math.min(left.length, right.length)',
      },
      { file: 'seal/iron-text.ts', from: '([\\w-]{42}[AEIMQUYcgkosw048])', to: '([^*~]*)' },
    ],
    attack: 'M9 lengths of parts',
    ...iron,
  },
  {
    name: 'it decrypts before it verifies',
    edits: [
      {
        file: 'seal/iron.ts',
        from: '  return after(isAuthentic(',
        to: '  void decryptIron(platform, IRON_PARAMETERS, secrets, text)\n  return after(isAuthentic(',
      },
    ],
    attack: 'M1 byte flips',
    format: 'iron',
    breach: 'wrong',
  },
  {
    name: 'any suffix is taken off',
    edits: [{ file: 'seal/iron-text.ts', from: '(?:~[0-9]{1,4})?$/', to: '(?:~.*)?$/s' }],
    attack: 'M6 confusion',
    ...iron,
  },
  {
    name: 'the tag is not checked',
    edits: [
      {
        file: 'platform/node.ts',
        from: 'const plaintext = decryption.update(sealed.subarray(0, end))',
        to: 'return view(decryption.update(sealed.subarray(0, end)))\n    const plaintext = Buffer.alloc(0)',
      },
    ],
    attack: 'M1 byte flips',
    ...compact,
  },
  {
    name: 'the length of the tag is not checked',
    edits: [
      { file: 'platform/node.ts', from: 'if (end < 0) return undefined', to: '' },
      { file: 'platform/node.ts', from: '{ authTagLength: GCM_TAG_BYTES }', to: '{}' },
    ],
    attack: 'M9 lengths of parts',
    ...compact,
  },
  {
    name: 'the additional data is dropped (node)',
    edits: [
      { file: 'platform/node.ts', from: 'decryption.setAAD(aad)', to: '' },
      { file: 'platform/node.ts', from: 'encryption.setAAD(aad)', to: '' },
    ],
    attack: 'M8 context',
    ...compact,
  },
  {
    name: 'the additional data is dropped (web)',
    edits: [{ file: 'platform/web.ts', from: 'additionalData: aad, ', to: '', times: 2 }],
    attack: 'M8 context',
    ...compact,
    platform: 'web',
  },
  {
    name: 'half of the nonce is not used',
    edits: [
      {
        file: 'seal/xaes.ts',
        from: 'nonce.subarray(HALF)',
        to: 'nonce.subarray(0, HALF)',
        times: 2,
      },
    ],
    attack: 'M1 byte flips',
    ...compact,
  },
  {
    name: 'stray bits of base64url are ignored',
    edits: [
      {
        file: 'bytes/base64url.ts',
        from: "if (window.toString('base64url') !== text) return undefined",
        to: '',
      },
    ],
    attack: 'M2 character edits',
    ...compact,
  },
  ...(
    [
      ['stray bits', 'return stray === 0 ? bytes : undefined', 'return bytes'],
      ['high bits', 'VALUES[text.charCodeAt(index)]', 'VALUES[text.charCodeAt(index) & 127]'],
    ] as const
  ).map(([what, from, to]): Control => ({
    name: `${what} are ignored where Node's codec is missing`,
    edits: [{ file: 'bytes/portable-base64url.ts', from, to }],
    attack: 'M2 character edits',
    format: 'compact',
    breach: 'wrong',
  })),
  ...(
    [
      ['padding characters', '/=*$/', 'M5 spellings'],
      ['blanks', '/\\s/g', 'M3 cut and grow'],
    ] as const
  ).map(([what, which, attack]): Control => ({
    name: `${what} are skipped`,
    edits: [
      {
        file: 'bytes/base64url.ts',
        from: '  return (text) => {',
        to: `  return (given) => {\n    const text = given.replace(${which}, '')`,
      },
    ],
    attack,
    ...compact,
  })),
]
