import type { FormatName } from './attack.ts'
import type { Tally } from './tally.ts'

/** Seals to make headers of, by what they are. */
export interface Seals {
  readonly good: string
  readonly newer: string
  readonly expired: string
  readonly foreign: string
  /** Two sessions that fill two and three cookies each, as `name=value` pairs. */
  readonly chunks: readonly string[]
  readonly others: readonly string[]
}

export const BIG = { user: 1, more: 'b'.repeat(4000) }

/** What a header must lead to: the data of a session, or the reason for which there is none; `refused`: any reason. */
export type Expected = object | 'refused' | NonNullable<Parameters<Tally['refused']>[2]>

type Case = readonly [how: string, header: string, expected: Expected]

const GOOD = { user: 1 }
const NEWER = { user: 2 }

/** Hostile headers and what must come of each. */
export function headerCases(seals: Seals, format: FormatName): readonly Case[] {
  return [...duplicates(seals, format), ...names(seals), ...values(seals), ...chunks(seals)]
}

function duplicates({ good, newer, expired, foreign }: Seals, format: FormatName): Case[] {
  const compact = format === 'compact'
  // Of two that are authentic the one that was sealed last counts, where seals say when that was.
  const latest = compact ? NEWER : GOOD
  // The id of the only password is the same everywhere in Iron; in compact it is made of the password.
  const unknown = compact ? 'unknown-key' : 'invalid'
  const garbage = (times: number): string => 's=garbage; '.repeat(times)
  return [
    ['one', `s=${good}`, GOOD],
    ['evil first', `s=evil; s=${good}`, GOOD],
    ['good first', `s=${good}; s=evil`, GOOD],
    ['four of garbage first', `${garbage(4)}s=${good}`, GOOD],
    ['five of garbage first', `${garbage(5)}s=${good}`, 'malformed'],
    ['fifty of garbage', garbage(50).slice(0, -2), 'malformed'],
    ['fifty copies', Array.from({ length: 50 }, () => `s=${good}`).join('; '), GOOD],
    ['3,000 cookies in front', `${'a=1; '.repeat(3000)}s=${good}`, GOOD],
    ['3,000 cookies behind', `s=${good}${'; a=1'.repeat(3000)}`, GOOD],
    ['3,000 cookies of nearly this name', `${'ss=1; '.repeat(3000)}s=${good}`, GOOD],
    ['the newer first', `s=${newer}; s=${good}`, NEWER],
    ['the newer last', `s=${good}; s=${newer}`, latest],
    ['an expired one first', `s=${expired}; s=${good}`, GOOD],
    ['an expired one last', `s=${good}; s=${expired}`, GOOD],
    ['only an expired one', `s=${expired}`, 'expired'],
    ['that of another password first', `s=${foreign}; s=${good}`, GOOD],
    ['only that of another password', `s=${foreign}`, unknown],
    ['of several bad ones the first tells why', `s=${expired}; s=evil`, 'expired'],
    ['an empty one first', `s=; s=${good}`, GOOD],
    ['one that is too long first', `s=${'A'.repeat(20_000)}; s=${good}`, GOOD],
    ['only one that is too long', `s=${'A'.repeat(20_000)}`, 'oversize'],
  ]
}

function names({ good }: Seals): Case[] {
  const strange = [
    '\u00a0s',
    's\u00a0',
    '\u2000s',
    '\ufeffs',
    's\u3000',
    '%73',
    'S',
    '"s"',
    's"',
    '$s',
    'x s',
    's x',
    'ss',
    's.',
    '.s',
    's[]',
    's[0]',
    '__Host-s',
    '__Secure-s',
    '__proto__',
    'constructor',
    'toString',
    'ſ',
    '\u017f',
    's\u0301',
    's\0',
    '\u001fs',
    's\n',
    '\vs',
    '\fs',
    's,',
    ',s',
    's:',
    '=s',
    '==s',
  ]
  return [
    ...strange.map((name): Case => [`the name ${JSON.stringify(name)}`, `${name}=${good}`, 'new']),
    ['blanks around the name', ` \t s \t =${good}`, GOOD],
    ['a version in front', `$Version=1; s=${good}; $Path=/`, GOOD],
    ['no equals sign', `s; ${good}`, 'new'],
    ['__proto__ beside it', `__proto__=x; constructor=y; s=${good}`, GOOD],
    ['a name within a value', `a=s=${good}`, 'new'],
    ['a name within quotes', `a="; s=${good}"`, 'malformed'],
  ]
}

function values({ good }: Seals): Case[] {
  const encoded = [...good].map((c) => `%${c.charCodeAt(0).toString(16)}`).join('')
  return [
    ['quoted', `s="${good}"`, GOOD],
    ['quoted on one side', `s="${good}`, 'malformed'],
    ['quoted twice', `s=""${good}""`, 'malformed'],
    ['blanks around it', `s= \t${good}\t `, GOOD],
    ['a blank that is none', `s=\u00a0${good}`, 'malformed'],
    ['percent-encoded', `s=${encoded}`, GOOD],
    ['percent-encoded twice', `s=${encoded.replaceAll('%', '%25')}`, 'malformed'],
    ['a percent sign alone', 's=%', 'malformed'],
    ['percent signs that are no UTF-8', 's=%E0%A4%A', 'malformed'],
    ['an equals sign too many', `s==${good}`, 'malformed'],
    ['joined by a comma', `s=${good}, a=1`, 'malformed'],
    ['joined by a comma, behind', `a=1, s=${good}`, 'new'],
    ['two joined by a comma', `s=${good}, s=${good}`, 'malformed'],
    ['a NUL behind', `s=${good}\0`, 'malformed'],
    ['nothing', '', 'new'],
    ['semicolons', ';'.repeat(16_384), 'new'],
    ['equals signs', '='.repeat(16_384), 'new'],
    ['names without end', 's'.repeat(16_384), 'new'],
    ['an empty value', 's=', 'new'],
    ['quotes around nothing', 's=""', 'new'],
  ]
}

function chunks({ good, chunks: mine, others }: Seals): Case[] {
  const all = mine.join('; ')
  const last = others.length - 1
  return [
    ['chunks', all, BIG],
    ['chunks from behind', [...mine].reverse().join('; '), BIG],
    ['a whole one and chunks', `s=${good}; ${all}`, GOOD],
    ['a bad whole one and chunks', `s=evil; ${all}`, BIG],
    ['an empty whole one and chunks', `s=; ${all}`, BIG],
    [
      'a whole one and what a longer session left',
      `s=${good}; ${others.slice(1).join('; ')}`,
      GOOD,
    ],
    ['the first missing', mine.slice(1).join('; '), 'truncated'],
    ['one in the middle missing', others.filter((_, at) => at !== 1).join('; '), 'truncated'],
    ['the last missing', others.slice(0, last).join('; '), 'refused'],
    ['a foreign one in front', [others[0], ...mine.slice(1)].join('; '), 'refused'],
    [
      'a foreign one behind',
      [...others.slice(0, last), mine[1]?.replace('.1=', `.${last}=`)].join('; '),
      'refused',
    ],
    ['a planted one behind the last', `${all}; s.2=evil`, BIG],
    ['two planted behind the last', `${all}; s.2=evil; s.3=evil`, BIG],
    ['exchanged', all.replace('s.0', 's.x').replace('s.1', 's.0').replace('s.x', 's.1'), 'refused'],
    ['a planted one in front', `s.0=evil; ${all}`, BIG],
    ['a planted one of the same name', `${all}; s.0=evil`, BIG],
    ['one of five', `s.4=${good}`, 'new'],
    ...['00', '-1', '1e3', '+0', '0x0', ' 0', '0 0', '٠', '0.', 'length', '__proto__'].map(
      (index): Case => [`the chunk ${index}`, `s.${index}=${good}`, 'new'],
    ),
  ]
}
