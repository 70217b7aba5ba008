import type { Control } from './control.ts'

const clocks = { attack: '6.5 clocks', format: 'compact', breach: 'accepted' } as const

/** Lifetimes that are not kept. */
export const BROKEN_LIFETIMES: readonly Control[] = [
  {
    name: 'nothing expires',
    edits: [
      {
        file: 'session/limits.ts',
        from: "if (now >= facts.expires || now >= facts.issued + limits.ttl) return 'expired'",
        to: '',
      },
    ],
    ...clocks,
  },
  {
    name: 'Iron seals do not expire',
    edits: [
      {
        file: 'options/resolve-sessions.ts',
        from: 'new LateFacts(now, expires, transient, newId)',
        to: 'new LateFacts(now, sealExpiry(now, limits, now), transient, newId)',
      },
    ],
    ...clocks,
    format: 'iron',
  },
  {
    name: 'a seal lasts a millisecond too long',
    edits: [
      {
        file: 'session/limits.ts',
        from: 'now >= facts.expires || now >= facts.issued + limits.ttl',
        to: 'now > facts.expires || now > facts.issued + limits.ttl',
      },
    ],
    ...clocks,
  },
  {
    name: 'a limit that was lowered does not count',
    edits: [{ file: 'session/limits.ts', from: ' || now >= facts.issued + limits.ttl', to: '' }],
    ...clocks,
  },
  {
    name: 'seals of the future are taken',
    edits: [
      {
        file: 'session/limits.ts',
        from: "  if (facts.issued > now + ISSUE_SKEW) return 'invalid'",
        to: '',
      },
    ],
    ...clocks,
  },
  {
    name: 'clocks must agree to the millisecond',
    edits: [
      { file: 'session/limits.ts', from: 'const ISSUE_SKEW = 60_000', to: 'const ISSUE_SKEW = 0' },
    ],
    ...clocks,
    breach: 'wrong',
  },
  {
    name: 'idle sessions go on',
    edits: [
      {
        file: 'session/limits.ts',
        from: "if (limits.idle !== undefined && now >= facts.issued + limits.idle) return 'idle'",
        to: '',
      },
    ],
    ...clocks,
  },
  {
    name: 'use goes on for ever',
    edits: [
      {
        file: 'session/limits.ts',
        from: "if (now >= facts.created + limits.absolute) return 'too-old'",
        to: '',
      },
      {
        file: 'session/limits.ts',
        from: 'Math.min(now + limits.ttl, created + limits.absolute)',
        to: 'now + limits.ttl',
      },
    ],
    ...clocks,
    breach: 'wrong',
  },
  {
    name: 'links do not expire',
    edits: [
      {
        file: 'seal-data.ts',
        from: "if (expires !== undefined && now >= expires) return { ok: false, reason: 'expired' }",
        to: '',
      },
    ],
    ...clocks,
    breach: 'wrong',
  },
]
