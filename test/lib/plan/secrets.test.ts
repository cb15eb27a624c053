import fc from 'fast-check';
import { toMarkdown } from '../../../lib/plan/markdown/markdown';
import { Scrubber } from '../../../lib/plan/scrubber';
import type { Json, JsonObject } from '../../../lib/plan/json';
import { change, object, plan, release, reportOfChanges } from '../../support/plans';

/** Everything that a report can come out as. */
function outputs(changes: readonly JsonObject[], rest: JsonObject = {}): string {
  const report = reportOfChanges(changes, rest);
  return `${JSON.stringify(report)}\n${toMarkdown(report)}`;
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** A text in quotes of YAML, with what is not English as escapes of so many digits, or of more. */
function escaped(text: string, least: number, most: number): string {
  const escape = (code: number): string => {
    const digits = code < 0x100 ? least : code < 0x10000 ? most : 8;
    return `\\${{ 2: 'x', 4: 'u', 8: 'U' }[digits] ?? ''}${code.toString(16).toUpperCase().padStart(digits, '0')}`;
  };
  return JSON.stringify(text)
    .slice(1, -1)
    .replace(/[^ -~]/gu, (it) => escape(it.codePointAt(0) ?? 0));
}

function escapedBytes(text: string, escape: (byte: number) => string): string {
  return Array.from(Buffer.from(text), escape).join('');
}

/** Each form in which a program passes a secret on. */
const ENCODINGS: Readonly<Record<string, (secret: string) => string>> = {
  itself: (it) => it,
  'part of a text': (it) => `postgres://admin:${it}@db/x`,
  JSON: (it) => JSON.stringify({ a: [it] }),
  'JSON in JSON': (it) => JSON.stringify({ a: JSON.stringify({ b: it }) }),
  YAML: (it) =>
    `a:\n  b: |\n${it
      .split('\n')
      .map((line) => `    ${line}`)
      .join('\n')}\n`,
  URL: (it) => `https://x/?q=${encodeURIComponent(it)}`,
  'a form': (it) => new URLSearchParams({ q: it }).toString(),
  base64,
  'base64 of more': (it) => base64(`user:${it}`),
  'base64 of more, moved by one': (it) => base64(`user1:${it}!`),
  'base64 of more, moved by two': (it) => base64(`user12:${it}!!`),
  'base64 for URLs': (it) => Buffer.from(it).toString('base64url'),
  'YAML of Python': (it) => `a: "${escaped(it, 2, 4)}"`,
  'YAML with long escapes': (it) => `a: "${escaped(it, 8, 8)}"`,
  'escapes of a program': (it) => escapedBytes(it, (byte) => `\\x${byte.toString(16).padStart(2, '0')}`),
  'octal escapes': (it) => escapedBytes(it, (byte) => `\\${byte.toString(8).padStart(3, '0')}`),
  'base64 of UTF-16': (it) => Buffer.from(`user:${it}`, 'utf16le').toString('base64'),
  'base64 of UTF-16, the other way': (it) => Buffer.from(it, 'utf16le').swap16().toString('base64'),
  'hexadecimal with colons': (it) =>
    Buffer.from(it)
      .toString('hex')
      .replace(/..(?=.)/g, '$&:'),
  hexadecimal: (it) => Buffer.from(it).toString('hex'),
};

/** Each place where a plan says that a value is secret. */
const SOURCES: Readonly<Record<string, (secret: string) => { changes?: readonly JsonObject[]; rest?: JsonObject }>> = {
  'a marked value after': (it) => ({
    changes: [change({ address: 'a.s', after: { p: it }, after_sensitive: { p: true } })],
  }),
  'a marked value before': (it) => ({
    changes: [change({ address: 'a.s', before: { p: [it] }, before_sensitive: { p: [true] } })],
  }),
  'a resource that stays': (it) => ({
    changes: [change({ address: 'a.s', actions: ['no-op'], after: { p: { q: it } }, after_sensitive: { p: true } })],
  }),
  'a resource that drifted': (it) => ({
    rest: { resource_drift: [change({ address: 'a.s', after: { p: it }, after_sensitive: true })] },
  }),
  'an output': (it) => ({ rest: { output_changes: { o: { actions: ['create'], after: it, after_sensitive: true } } } }),
  'an output of the state': (it) => ({
    rest: { prior_state: { values: { outputs: { o: { sensitive: true, value: it } } } } },
  }),
  'a variable': (it) => ({
    rest: {
      variables: { v: { value: it } },
      configuration: { root_module: { variables: { v: { sensitive: true } } } },
    },
  }),
  'a data source of a module': (it) => ({
    rest: {
      prior_state: {
        values: {
          root_module: {
            child_modules: [
              { resources: [{ mode: 'data', type: 'a', values: { p: it }, sensitive_values: { p: true } }] },
            ],
          },
        },
      },
    },
  }),
  'a Secret that is read': (it) => ({
    rest: {
      prior_state: {
        values: {
          root_module: {
            resources: [{ mode: 'data', type: 'kubernetes_resource', values: { object: secretObject(it) } }],
          },
        },
      },
    },
  }),
  'a Secret in a release': (it) => ({ changes: [release({ address: 'helm_release.s' }, [], [secretObject(it)])] }),
  'a Secret in a manifest': (it) => ({
    changes: [
      change({
        address: 'kubernetes_manifest.s',
        after: { manifest: { ...secretObject(''), data: {}, stringData: { k: it } } },
      }),
    ],
  }),
  set_sensitive: (it) => ({
    changes: [change({ address: 'helm_release.s', after: { set_sensitive: [{ name: 'a', value: it }] } })],
  }),
};

function secretObject(value: string): JsonObject {
  return object('Secret', 's', { apiVersion: 'v1', data: { k: base64(value) } });
}

/** Each place where it then stands without a mark. */
const LEAKS: Readonly<Record<string, (text: string) => { changes?: readonly JsonObject[]; rest?: JsonObject }>> = {
  'a value': (it) => ({ changes: [change({ address: 'a.l', before: { p: 'x' }, after: { p: it } })] }),
  'a long value': (it) => ({
    changes: [
      change({ address: 'a.l', before: { p: `${'-'.repeat(995)}x` }, after: { p: `${'-'.repeat(995)}${it}` } }),
    ],
  }),
  'a value of something new': (it) => ({
    changes: [
      change({ address: 'a.l', actions: ['create'], after: { p: [{ q: { r: it } }], s: `${'x'.repeat(990)}${it}` } }),
    ],
  }),
  'a name of a value': (it) => ({
    changes: [change({ address: 'a.l', after: { [it]: 1, x: { [it]: [{ name: it, v: 1 }] } } })],
  }),
  addresses: (it) => ({
    changes: [
      change({ address: `a.l["${it}"]`, type: it, actions: ['delete'], previous_address: it, action_reason: it }),
    ],
  }),
  'a path that forces a replacement': (it) => ({
    changes: [change({ address: 'a.l', actions: ['delete', 'create'], replace_paths: [[it, 0]] })],
  }),
  'the values of a release': (it) => ({
    changes: [
      change({
        address: 'helm_release.l',
        before: { values: ['a: 1'] },
        after: { values: [it, JSON.stringify({ a: it })] },
      }),
    ],
  }),
  'what the provider repeats': (it) => ({
    changes: [
      change({
        address: 'helm_release.l',
        after: { metadata: [{ values: it }], manifest: it, notes: it, resources: { a: it } },
      }),
    ],
  }),
  'names of objects': (it) => ({
    changes: [release({ address: 'helm_release.l' }, [object(it, it, { metadata: { name: it, namespace: it } })], [])],
  }),
  'a role': (it) => ({
    changes: [
      change({
        address: 'kubernetes_cluster_role_v1.l',
        actions: ['create'],
        after: {
          metadata: [{ name: it, labels: { [it]: it } }],
          rule: [{ api_groups: [it], resources: [it, 'secrets'], verbs: ['*', it] }],
        },
      }),
    ],
  }),
  'an output': (it) => ({ rest: { output_changes: { [it]: { actions: ['create'], after: it } } } }),
  drift: (it) => ({ rest: { resource_drift: [change({ address: 'a.l', after: { p: it } })] } }),
};

describe('a secret', () => {
  /** Not a word of ours, with all that is escaped somewhere. */
  const SECRET = 'cAnArY+/4?"\\<&>é\'=%2 $z|`q';
  const canary = /cAnArY|Y0FuQXJZ|NBbkFyW|jQW5Bcl|63416e417259/i;

  const cases = Object.keys(SOURCES).flatMap((source) => Object.keys(LEAKS).map((leak) => [source, leak] as const));
  test.each(cases)('of %s never shows in %s', (source, leak) => {
    for (const [name, encode] of Object.entries(ENCODINGS)) {
      const [told, leaked] = [SOURCES[source]!(SECRET), LEAKS[leak]!(encode(SECRET))];
      const rest = { ...told.rest, ...leaked.rest };
      const text = outputs([...(told.changes ?? []), ...(leaked.changes ?? [])], rest);
      // Two sources of one section would replace each other.
      const shadowed = Object.keys(told.rest ?? {}).some((key) => key in (leaked.rest ?? {}));
      if (!shadowed) expect([name, canary.exec(text)?.[0]]).toEqual([name, undefined]);
    }
  });

  test('of any text never shows, in no encoding', () => {
    const secret = fc.string({ minLength: 8, maxLength: 40, unit: 'grapheme' }).map((it) => `~Q7${it}Z~`);
    fc.assert(
      fc.property(
        secret,
        fc.constantFrom(...Object.keys(ENCODINGS)),
        fc.constantFrom(...Object.keys(LEAKS)),
        (it, encoding, leak) => {
          const leaked = LEAKS[leak]!(ENCODINGS[encoding]!(it));
          const told = change({ address: 'a.s', after: { p: it }, after_sensitive: { p: true } });
          const text = outputs([told, ...(leaked.changes ?? [])], leaked.rest);
          expect(text).not.toContain('~Q7');
          expect(text).not.toContain(JSON.stringify(it).slice(1, -1));
          expect(text).not.toContain(base64(it));
          expect(text).not.toContain(encodeURIComponent(it));
        },
      ),
      { numRuns: 300 },
    );
  });

  test('of several lines never shows one of them, however it is indented', () => {
    const pem = [
      '-----BEGIN KEY-----',
      'MIIEvQIBADANBgkqhkiG9w0B',
      'AQEFAASCBKcwggSjAgEAAoIB',
      '-----END KEY-----',
    ].join('\n');
    const told = change({ address: 'a.s', after: { p: pem }, after_sensitive: { p: true } });
    for (const encode of Object.values(ENCODINGS)) {
      const text = outputs([told, change({ address: 'a.l', before: { p: '' }, after: { p: encode(pem) } })]);
      expect(text).not.toMatch(/MIIEvQIB|AQEFAASC/);
    }
  });

  test('in a document that is sensitive as a whole is known by itself', () => {
    const document = 'auth:\n  password: hunter-2022\n  mode: monitoring\n';
    const told = change({
      address: 'helm_release.s',
      after: { values: [document] },
      after_sensitive: { values: true },
    });
    const text = outputs([told, change({ address: 'a.monitoring', after: { p: 'x hunter-2022' } })]);
    expect(text).not.toContain('hunter');
    expect(text).toContain('a.monitoring');
  });
});

describe('a tag', () => {
  const marked = (values: Json): JsonObject =>
    change({ address: 'a.s', before: { p: '' }, after: { p: values }, after_sensitive: { p: true } });
  const shown = (changes: readonly JsonObject[]): unknown =>
    reportOfChanges(changes).changes.map(({ fields }) => fields[0]?.after);

  test('is the same for equal secrets, and says nothing of the value', () => {
    const pair = (a: string, b: string): unknown =>
      shown([
        { ...marked(a), address: 'a.a' },
        { ...marked(b), address: 'a.b' },
      ]);
    expect(pair('first-secret', 'other-secret')).toEqual(['‹secret 0001›', '‹secret 0002›']);
    expect(pair('first-secret', 'first-secret')).toEqual(['‹secret 0001›', '‹secret 0001›']);
    expect(pair('1234', '5678')).toEqual(pair('first-secret', 'other-secret'));
  });

  test.each<[string, Json]>([
    ['short', 'abc'],
    ['common', 'true'],
    ['a number of few digits', 42],
    ['a whole', { a: 'long-enough', b: 1 }],
    ['a flag', true],
  ])('of a value that is %s is the same for all of them', (_, value) => {
    expect(shown([marked(value)])).toEqual(['‹secret›']);
  });

  test('replaces the longer of two that begin alike, and leaves no tail of two that overlap', () => {
    const scrubber = new Scrubber(['abcd', 'abcdefgh', 'ghijkl']);
    expect(scrubber.scrub('abcdefgh abcd abcdefghijkl.')).toBe('‹secret 0002› ‹secret 0001› ‹secret 0002›.');
  });

  test('is written before a text is cut', () => {
    const scrubber = new Scrubber(['0123456789']);
    for (let limit = 1; limit < 40; limit += 1)
      expect(scrubber.scrub(`${'-'.repeat(12)}0123456789---`, limit)).not.toMatch(/-0/);
  });
});

test('reports have the same bytes each time', () => {
  const document = [
    release({}, [object('A', 'a')], [object('A', 'b')]),
    change({ after: { p: 'x' }, after_sensitive: { p: true } }),
  ];
  expect(outputs(document)).toBe(outputs(structuredClone(document)));
  expect(plan(document)).toEqual(plan(structuredClone(document)));
});
