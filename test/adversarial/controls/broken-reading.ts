import type { Control } from './control.ts'

const headers = { attack: '6.3 Cookie headers', format: 'compact' } as const

/** Cookies that are read without one of the rules. */
export const BROKEN_READING: readonly Control[] = [
  {
    name: 'the first of several cookies counts',
    edits: [
      {
        file: 'transport/session-transport.ts',
        from: 'const CANDIDATES = 5',
        to: 'const CANDIDATES = 1',
      },
    ],
    ...headers,
    breach: 'wrong',
  },
  {
    name: 'any number of cookies is tried',
    edits: [
      {
        file: 'transport/session-transport.ts',
        from: 'const CANDIDATES = 5',
        to: 'const CANDIDATES = 99',
      },
      {
        file: 'transport/cookie-header.ts',
        from: 'const MAX_CANDIDATES = 5',
        to: 'const MAX_CANDIDATES = 99',
      },
    ],
    ...headers,
    breach: 'accepted',
  },
  {
    name: 'the older of two sessions counts',
    edits: [
      {
        file: 'sessions.ts',
        from: 'return (theirs?.issued ?? 0) > (ours?.issued ?? 0) ? second : first',
        to: 'return first',
      },
    ],
    ...headers,
    breach: 'wrong',
  },
  {
    name: 'a gap between chunks is not seen',
    edits: [
      {
        file: 'transport/chunked-transport.ts',
        from: 'else if (gap) return true',
        to: '',
      },
    ],
    ...headers,
    breach: 'wrong',
  },
  {
    name: 'a no-break space is a blank',
    edits: [
      {
        file: 'transport/cookie-header.ts',
        from: 'return code === 0x20 || code === 0x09',
        to: 'return code === 0x20 || code === 0x09 || code === 0xa0',
      },
    ],
    ...headers,
    breach: 'accepted',
  },
  {
    name: 'a cookie is found inside of another',
    edits: [{ file: 'transport/cookie-header.ts', from: ' || !startsPair(header, at)', to: '' }],
    ...headers,
    breach: 'accepted',
  },
  {
    name: 'broken percent-encoding throws',
    edits: [
      {
        file: 'transport/cookie-header.ts',
        from: '  } catch {\n    return value',
        to: '  } catch (error) {\n    throw error',
      },
    ],
    ...headers,
    breach: 'thrown',
  },
]
