export interface HostileJson {
  readonly name: string
  readonly bytes: Uint8Array
  /** The data that a session must hold then; `undefined`: it must be refused. */
  readonly data: object | undefined
}

const refused = (name: string, text: string | number[]): HostileJson => ({
  name,
  bytes: typeof text === 'string' ? Buffer.from(text) : Uint8Array.from(text),
  data: undefined,
})
const taken = (name: string, text: string): HostileJson => ({
  name,
  bytes: Buffer.from(text),
  data: JSON.parse(text) as object,
})
const bytesOf = (...parts: (string | number)[]): number[] =>
  parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part)] : [part]))
const POISON = '{"__proto__":{"polluted":true}}'
const deep = (depth: number, core: string): string =>
  '{"a":'.repeat(depth) + core + '}'.repeat(depth)

/** The cases of hostile JSON; all of them fit into a cookie. */
export const HOSTILE_JSON: readonly HostileJson[] = [
  refused('__proto__ at the top', POISON),
  refused('__proto__ below the top', deep(1, POISON)),
  refused('__proto__ at depth 50', deep(50, POISON)),
  refused('__proto__ in a list', `{"a":[1,[${POISON}]]}`),
  refused('__proto__ that is null', '{"__proto__":null}'),
  refused('__proto__ beside other keys', '{"a":1,"__proto__":{"polluted":1},"b":2}'),
  refused('__proto__ twice', '{"__proto__":1,"__proto__":2}'),
  refused('__proto__ with an escaped underscore', '{"\\u005f_proto__":{"polluted":true}}'),
  refused('__proto__ with an escaped letter', '{"__pr\\u006Fto__":{"polluted":true}}'),
  refused(
    '__proto__ all escaped',
    `{"${[...'__proto__'].map((c) => `\\u00${c.charCodeAt(0).toString(16)}`).join('')}":{"polluted":1}}`,
  ),
  taken('a name like it', '{"a__proto__":1,"__proto":2,"proto__":3}'),
  taken('constructor.prototype', '{"constructor":{"prototype":{"polluted":true}}}'),
  taken('names of methods', '{"save":1,"destroy":2,"updateConfig":3,"get":4,"set":5,"x":6}'),
  taken('a then', '{"then":"x","catch":1}'),
  taken('names of Object', '{"toString":1,"valueOf":2,"hasOwnProperty":3,"toJSON":4,"length":-1}'),
  taken('names of getters', '{"__defineGetter__":1,"__lookupSetter__":2,"isPrototypeOf":3}'),
  taken('numbers as names', '{"2":1,"1":2,"-0":3,"1e3":4,"":5}'),
  refused('null', 'null'),
  refused('true', 'true'),
  refused('a number', '1'),
  refused('a text', '"text"'),
  refused('a list', '[]'),
  refused('a list with names', '[{"persistent":{}}]'),
  refused('nothing', ''),
  refused('blanks', ' \n'),
  refused('a byte order mark in front', [0xef, 0xbb, 0xbf, ...bytesOf('{}')]),
  refused('a byte order mark of UTF-16', [0xff, 0xfe, 0x7b, 0, 0x7d, 0]),
  refused('bytes behind', '{}x'),
  refused('two objects', '{}{}'),
  refused('a NUL behind', '{}\0'),
  refused('a NUL inside', bytesOf('{"a":"', 0, '"}')),
  refused('an overlong slash', bytesOf('{"a":"', 0xc0, 0xaf, '"}')),
  refused('an overlong quote', bytesOf('{"a":', 0xc0, 0xa2, '}')),
  refused('a lone continuation', bytesOf('{"a":"', 0x80, '"}')),
  refused('half a character', bytesOf('{"a":"', 0xe2, 0x82, '"}')),
  refused('a surrogate as bytes', bytesOf('{"a":"', 0xed, 0xa0, 0x80, '"}')),
  refused('beyond Unicode', bytesOf('{"a":"', 0xf4, 0x90, 0x80, 0x80, '"}')),
  refused('a comment', '{/**/}'),
  refused('a comma too many', '{"a":1,}'),
  refused('single quotes', "{'a':1}"),
  refused('NaN', '{"a":NaN}'),
  refused('half of it', '{"a":'),
  taken('400 levels of objects', deep(400, '{}')),
  taken('1,200 levels of lists', `{"a":${'['.repeat(1200)}${']'.repeat(1200)}}`),
  taken('200 times the same key', `{${'"a":1,'.repeat(200)}"a":2}`),
  taken('the same key in two spellings', '{"a":1,"\\u0061":2}'),
  taken('numbers at the edge', '{"a":1e400,"b":-1e400,"c":9007199254740993,"d":5e-324,"e":1e-400}'),
  taken('zero below zero', '{"a":-0}'),
  taken('half of a surrogate pair', '{"a":"\\ud800","\\udc00":1}'),
  taken('separators of lines', '{"a":"\\u2028\\u2029\u2028"}'),
  taken('HTML', '{"a":"</script><!--","b":"]]>"}'),
]
