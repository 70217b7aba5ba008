import { LETTERS, type Mutant, type Segment } from './seal-mutations.ts'

/** The whole seal, and single parts of it, spelled in other ways. */
export function* encodings(
  seal: string,
  segments: readonly Segment[],
  join: (values: readonly string[]) => string,
): Generator<Mutant> {
  const whole: Record<string, string> = {
    'percent-encoded': [...seal].map((c) => `%${c.charCodeAt(0).toString(16)}`).join(''),
    'stars percent-encoded': seal.replaceAll('*', '%2A'),
    'percent-encoded twice': seal.replaceAll('*', '%252A'),
    quoted: `"${seal}"`,
    'in base64': Buffer.from(seal).toString('base64'),
    'in base64url': Buffer.from(seal).toString('base64url'),
    'in hexadecimal': Buffer.from(seal).toString('hex'),
    'with HTML entities': seal.replaceAll('*', '&#42;'),
    'in lower case': seal.toLowerCase(),
    'in upper case': seal.toUpperCase(),
    'behind a byte order mark': `\uFEFF${seal}`,
    'before a byte order mark': `${seal}\uFEFF`,
    'with a lone surrogate': `${seal}\uDC00`,
    'with a combining accent': `${seal}\u0301`,
    'in full width': [...seal].map((c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join(''),
    'in JSON': JSON.stringify(seal),
    'in a list': `[${seal}]`,
    'behind a name': `s=${seal}`,
    'before an attribute': `${seal}; Path=/`,
    'before a comma': `${seal},${seal}`,
  }
  for (const [how, text] of Object.entries(whole)) if (text !== seal) yield { how, text }

  for (const [index, { encoding, value }] of segments.entries()) {
    if (value === '' || encoding === 'text') continue
    for (const [how, text] of spellings(value, encoding)) {
      if (text === value) continue
      const values = segments.map((segment) => segment.value)
      values[index] = text
      yield { how: `segment ${index} ${how}`, text: join(values) }
    }
  }
}

function* spellings(value: string, encoding: 'base64url' | 'hex'): Generator<[string, string]> {
  yield ['in upper case', value.toUpperCase()]
  yield ['in lower case', value.toLowerCase()]
  yield ['with a leading zero byte', `${encoding === 'hex' ? '00' : 'AA'}${value}`]
  yield ['with 0x', `0x${value}`]
  yield ['percent-encoded', `%${value.charCodeAt(0).toString(16)}${value.slice(1)}`]
  const bytes = Buffer.from(value, encoding)
  yield ['in the other encoding', bytes.toString(encoding === 'hex' ? 'base64url' : 'hex')]
  yield ['in standard base64', bytes.toString('base64')]
  if (encoding === 'hex') return
  for (const padding of ['=', '==', '===']) yield [`padded with ${padding}`, value + padding]
  // The last character carries bits that belong to no byte: these spell the same bytes to a lenient decoder.
  for (const last of LETTERS) yield [`ending in ${last}`, value.slice(0, -1) + last]
}
