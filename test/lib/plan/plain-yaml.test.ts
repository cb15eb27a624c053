import fc from 'fast-check';
import { parse, stringify, type ScalarTag } from 'yaml';
import { helmScalar } from '../../../lib/plan/helm-scalars';
import type { Json } from '../../../lib/plan/json';
import { readPlainYaml } from '../../../lib/plan/plain-yaml';

/** What the other package reads, with the same scalars: those are compared with Helm by themselves. */
function known(text: string): { readonly value: unknown } | undefined {
  const scalar: ScalarTag = { tag: 'tag:example.com,2026:plain', default: true, test: /^/, resolve: helmScalar };
  try {
    return { value: named(parse(text, { logLevel: 'error', customTags: (tags) => [scalar, ...tags] }) as Json) };
  } catch {
    return undefined;
  }
}

/** A key that is null is the text `null`, as in Helm; the package calls it by nothing. */
function named(value: Json): Json {
  if (Array.isArray(value)) return value.map(named);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key === '' ? 'null' : key, named(each)]));
}

/** Nothing, or exactly what the package reads, in the same order; what only the package refuses is YAML with tabs. */
function agrees(text: string): boolean {
  const plain = readPlainYaml(text);
  const read = plain === undefined ? undefined : known(text);
  if (plain === undefined || read === undefined) return true;
  expect({ text, json: JSON.stringify(named(plain)) }).toEqual({ text, json: JSON.stringify(read.value) });
  return true;
}

const VALUES =
  'a|a b|x: y|x:y|x:|a #b|a#b|# c|a # c|1|-1|+1|01|0|-0|0.5|.5|5.|1.50|1e3|1E-2|0x1F|0o17|0b1|1_000|100m|1Gi|10.0.0.1|' +
  '1:30|2026-11-29|~|null|Null|NULL|nUll|true|TRUE|True|tRue|yes|no|on|off|y|.inf|-.INF|.nan|.NaN|=|<<|-|--|---|...|- a|' +
  '-a|--flag=x|-- x|? a|?a|:a|: a|"a"|"a" # c|"a"b|"a: b"|"a\\nb"|"\\u00e9"|"\\ud83d\\ude00"|"\\x41"|"a|\'a\'|\'it\'\'s\'|\'a|' +
  '[]|{}|[ ]|{ }|[1, 2]|["a", "b"]|[a]|[1,|{"a": 1}|{a: 1}|[{"a":1,"a":2}]|[-0]|[] # c|&a b|*a|!t b|!!str 1|@a|`a|' +
  '%a|!|&|*|,|,a|(a)|/a/b|a, b|a [b]|a]|}|>|>-|{{ .Values.x }}|a{{ b }}|\\|é|日本|a\u00a0b|a\u2028b|\ufeffa|😀|1.2.3|1.|12e|0x|0xg|+|+a|' +
  '123456789012345|0.12345678901234567|$(A)|a\\b|a"b|a\'b|a:b:c|http://a/b?c=d&e|a |  a|toString|__proto__';
const value = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('', '1', 'a', 'true', '"q"') },
  fc.constantFrom(...VALUES.split('|'), '|', '|-', '|+', '| # c', '|-  '),
);
const key = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('a', 'b', 'c', 'd', 'e') },
  fc.constantFrom(
    '"a"',
    "'b'",
    'a.b/c-d',
    '_x',
    '1',
    '-a',
    'true',
    'null',
    '"true"',
    '<<',
    '__proto__',
    'toString',
    'é',
    'a b',
    '? a',
    '"a',
    '',
  ),
);
/** A block as people write it, or nearly so. */
interface Block {
  readonly entries: readonly {
    readonly mark: string;
    readonly text: string;
    readonly end: string;
    readonly inner?: Block;
  }[];
  readonly step: number;
  readonly compact: boolean;
}
const end = fc.oneof(
  { weight: 12, arbitrary: fc.constant('\n') },
  fc.constantFrom(
    '\n\n',
    ' \n',
    '\n# c\n',
    '\n  # c\n',
    '\n    # c\n',
    '\n   \n',
    '\r\n',
    ' # c\n',
    '#c\n',
    '',
    '\t\n',
    '\n---\n',
    '\n...\n',
  ),
);
const mark = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('a: ', 'b: ', 'c: ', 'd: ', 'e: ', '- ', '- ') },
  {
    weight: 1,
    arbitrary: fc.tuple(key, fc.constantFrom(': ', ':  ', ':', ' : ', ':\t')).map((parts) => parts.join('')),
  },
  { weight: 1, arbitrary: fc.constantFrom('-  ', '-', '-\t', '- - ', '- a: ', '', '? ', '- # c\n  ', '|\n  ') },
);
const { block } = fc.letrec<{ block: Block }>((tie) => ({
  block: fc.record({
    entries: fc
      .tuple(
        fc.constantFrom('map', 'list', 'any'),
        fc.array(
          fc.record({
            mark,
            text: value,
            end,
            inner: fc.option(tie('block'), { nil: undefined, freq: 3, maxDepth: 3 }),
          }),
          { minLength: 1, maxLength: 4 },
        ),
      )
      .map(
        ([kind, all]) =>
          all
            .map((each) => ({ ...each, mark: kind === 'list' ? '- ' : each.mark }))
            .filter(
              (each, at) =>
                kind !== 'map' ||
                (each.mark.length === 3 && all.findIndex(({ mark: other }) => other === each.mark) === at),
            ) as Block['entries'],
      ),
    step: fc.constantFrom(2, 2, 2, 1, 4, 0),
    compact: fc.boolean(),
  }),
}));

function print({ entries, step, compact }: Block, indent: number): string {
  const pad = ' '.repeat(indent);
  return entries
    .map(({ mark: before, text, end: after, inner }) => {
      if (inner === undefined) {
        const lines = text === '|' || text === '|-' ? `${text}\n${pad}  x: y\n${pad}   - # z` : text;
        return `${pad}${before}${lines}${after}`;
      }
      if (compact && before === '- ') return `${pad}- ${print(inner, indent + 2).trimStart()}`;
      return `${pad}${before.trimEnd()}${after}${print(inner, indent + step)}`;
    })
    .join('');
}

const document = fc
  .tuple(fc.constantFrom('', '', '', '', '', '---\n', '%YAML 1.1\n---\n', '# c\n', '\n', '  '), block)
  .map(([head, body]) => `${head}${print(body, 0)}`);

const scalar = fc.oneof(
  fc.constantFrom(...VALUES.split('|')),
  fc.string(),
  fc.integer(),
  fc.double({ noNaN: true }),
  fc.boolean(),
  fc.constant(null),
);
const names = fc.oneof(fc.constantFrom('name', 'value', 'kind', 'a.b/c'), fc.string({ minLength: 1 }));
const { tree } = fc.letrec<{ tree: Json; inner: Json }>((tie) => ({
  inner: fc.oneof({ depthSize: 'small' }, scalar, tie('tree')),
  tree: fc.oneof(
    fc.dictionary(names, tie('inner'), { maxKeys: 5 }),
    fc.array(tie('inner'), { minLength: 1, maxLength: 4 }),
  ),
}));

const BY_HAND = `---
# Values of a chart.
image: # pulled through
  repository: registry.example.com/a/b
  tag: "1.2.3" # pinned
args: ["--port", "80"]
env:
- name: A
  value: 'it''s'
- name: B
  value: 100m
empty: {}
none:
script: |
  #!/bin/sh
    exec "$0": x

  done
`;
const BY_TERRAFORM = `"image":
  "tag": "a: \\"b\\" \\u003c"
"list":
- "a"
- - 1
  - true
- "b": null
"text": |-
  a
  b
"whole": ${JSON.stringify('long '.repeat(200_000))}
`;

describe('plain YAML', () => {
  test.each([
    ['people', BY_HAND],
    ['programs', BY_TERRAFORM],
  ])('as %s write it is read', (_, text) => {
    expect(readPlainYaml(text)).toBeDefined();
    agrees(text);
  });

  test.each([
    ['is nested very deep', '- '.repeat(100_000)],
    ['has an alias, of which few make a document that nobody can hold', 'a: &a [1]\nb: *a\n'],
    ['has a tag that must be known', 'a: !!binary aGk=\n'],
    ['is YAML 1.1', '%YAML 1.1\n---\na: yes\n'],
    ['takes over members of another mapping', 'a: {<<: {b: 1}, c: 2}\n'],
    ['is a template', 'a: {{ .Values.a }}\n'],
    ['is nothing', ''],
  ])('is no text that %s', (_, text) => {
    expect(readPlainYaml(text)).toBeUndefined();
  });

  test('keeps all digits of a number', () => {
    const text = 'a: 9007199254740993\nb: -12345678901234567890\nc: 9007199254740991\n';
    expect(readPlainYaml(text)).toEqual({ a: '9007199254740993', b: '-12345678901234567890', c: 9007199254740991 });
  });

  test('is read as the package reads it, or left to it', () => {
    fc.assert(fc.property(document, agrees), { numRuns: 3000 });
  });

  test('is read so where a tool wrote it', () => {
    const options = fc.record({
      indent: fc.constantFrom(2, 4),
      indentSeq: fc.boolean(),
      lineWidth: fc.constantFrom(0, 20),
      defaultStringType: fc.constantFrom(
        'PLAIN' as const,
        'QUOTE_DOUBLE' as const,
        'QUOTE_SINGLE' as const,
        'BLOCK_LITERAL' as const,
      ),
    });
    fc.assert(
      fc.property(tree, options, (given, how) => agrees(stringify(given, how))),
      { numRuns: 500 },
    );
  });

  test('is read so with a character too many, or one that is missing', () => {
    const broken = fc.tuple(
      tree,
      fc.nat(),
      fc.nat(2),
      fc.constantFrom(' ', '\n', ':', '-', '#', '"', "'", '|', 'a', '\t', '&', '*', '!', '%', '[', '{', ','),
    );
    fc.assert(
      fc.property(broken, ([given, place, gone, come]) => {
        const text = stringify(given, { lineWidth: 0 });
        const at = place % (text.length + 1);
        return agrees(`${text.slice(0, at)}${come}${text.slice(at + gone)}`);
      }),
      { numRuns: 500 },
    );
  });
});
