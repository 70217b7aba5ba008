import type { Control } from './control.ts'

const compact = { format: 'compact', breach: 'accepted' } as const
const CONTEXT = 'seal/compact-context.ts'

/** The compact format without one of its checks. */
export const BROKEN_COMPACT: readonly Control[] = [
  {
    name: 'any version is taken',
    edits: [{ file: 'seal/compact.ts', from: ' || body[0] !== VERSION', to: '' }],
    attack: 'M6 confusion',
    ...compact,
  },
  {
    name: 'flags of the future are ignored',
    edits: [
      {
        file: 'seal/compact-plaintext.ts',
        from: 'if (flags > KNOWN_FLAGS) return undefined',
        to: '',
      },
    ],
    attack: 'M11 must-reject corpus',
    ...compact,
  },
  {
    name: 'no length is too long',
    edits: [
      {
        file: 'seal/sealer.ts',
        from: "if (text.length > maxLength) return { ok: false, reason: 'oversize' }",
        to: '',
      },
    ],
    attack: 'M7 oversize',
    format: 'compact',
    breach: 'wrong',
  },
  ...(['purpose', 'name', 'audience'] as const).map((piece): Control => ({
    name: `the ${piece} is not bound`,
    edits: [
      {
        file: CONTEXT,
        from: "{ purpose, name, audience = '', bind } = context",
        to: `{ purpose, name, audience = '', bind } = { ...context, ${piece}: '' }`,
      },
    ],
    attack: 'M8 context',
    ...compact,
  })),
  {
    name: 'the binding is not bound',
    edits: [
      { file: CONTEXT, from: '[purpose, name, audience, bind]', to: '[purpose, name, audience]' },
    ],
    attack: 'M8 context',
    ...compact,
  },
  {
    name: 'pieces run into each other',
    edits: [{ file: CONTEXT, from: '[le64(piece.length), piece]', to: '[le64(0), piece]' }],
    attack: 'M8 context',
    ...compact,
  },
  {
    name: 'contexts that are kept run into each other',
    edits: [{ file: CONTEXT, from: '${purpose.length} ${name.length} ', to: '' }],
    attack: 'M8 context',
    ...compact,
  },
  {
    name: 'seals that were opened are remembered for any use',
    edits: [
      { file: 'seal/verified-seals.ts', from: ' || !isSame(entry.context, context)', to: '' },
    ],
    attack: 'M8 context',
    ...compact,
  },
  {
    name: 'seals that were opened are remembered by their beginning',
    edits: [
      {
        file: 'seal/verified-seals.ts',
        from: 'young.get(text)',
        to: 'young.get(text.slice(0, 60))',
      },
      {
        file: 'seal/verified-seals.ts',
        from: 'young.set(text, entry)',
        to: 'young.set(text.slice(0, 60), entry)',
      },
    ],
    attack: 'M2 character edits',
    ...compact,
  },
]
