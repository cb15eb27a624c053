import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import fc from 'fast-check';
import type { JsonObject } from '../../../lib/plan/json';
import { code } from '../../../lib/plan/markdown/escape';
import { COMMENT_BYTES, toMarkdown } from '../../../lib/plan/markdown/markdown';
import { change, object, release, reportOfChanges } from '../../support/plans';
import { ROOT } from '../../support/sources';

const markdown = (changes: readonly JsonObject[], rest?: JsonObject): string =>
  toMarkdown(reportOfChanges(changes, rest));

const definition = (version: string): JsonObject =>
  object('CustomResourceDefinition', 'x', { spec: { versions: [{ name: version, served: true }] } });
/** Every place where a text of somebody else is shown, and one that is as long as all others. */
const program = (text: string): string =>
  markdown(
    [
      change({
        address: `a.${text}`,
        type: text,
        actions: ['delete'],
        before: {},
        action_reason: text,
        replace_paths: [[text]],
      }),
      change({ address: `b.${text}`, actions: ['no-op'], previous_address: `c.${text}` }),
      change({ address: `d.x`, before: { [text]: text }, after: { [text]: `${text}!`, [`${text}2`]: [text] } }),
      release(
        { address: `helm_release.${text}` },
        [object('Kind', text)],
        [object('CustomResourceDefinition', text, { x: text })],
      ),
      release({ address: `helm_release.${text}z` }, [definition(text)], [definition('v1')]),
      change({
        address: 'kubernetes_cluster_role_v1.x',
        actions: ['create'],
        after: { metadata: [{ name: text }], rule: [{ api_groups: [`x${text}`], resources: ['*'], verbs: ['*'] }] },
      }),
    ],
    {
      output_changes: { [text]: { actions: ['create'], after: text } },
      terraform_version: text,
      action_invocations: [{ address: text, lifecycle_action_trigger: { triggering_resource_address: text } }],
      checks: [{ address: { to_display: text }, status: 'fail', instances: [{ problems: [{ message: text }] }] }],
      configuration: { provider_config: { [text]: { version_constraint: text } } },
      resource_drift: [change({ address: `kubernetes_config_map_v1.${text}`, after: { x: `${text}\n${text}` } })],
    },
  );

interface Node {
  readonly type: string;
  readonly value?: string;
  readonly depth?: number;
  readonly children?: readonly Node[];
}

describe('a text of a plan', () => {
  test.each<[string, string]>([
    ['a `b` | c', '<code>a &#96;b&#96; &#124; c</code>'],
    ['</code><b>&', '<code>&#60;/code&#62;&#60;b&#62;&#38;</code>'],
    [
      '@team #1 [a](b) *c* ~d~ $e$ \\',
      '<code>&#64;<wbr>team &#35;1 &#91;a](b) &#42;c&#42; &#126;d&#126; &#36;e&#36; &#92;</code>',
    ],
    ['_a_b_', '<code>&#95;a_b&#95;</code>'],
    ['https://x www.x :x:', '<code>https&#58;<wbr>//x www<wbr>&#46;x &#58;<wbr>x:</code>'],
    ['a\nb\tc\u202ed\u0000', '<code>a↵b c\\u{202e}d\\u{0}</code>'.replaceAll('\\u', '&#92;u')],
    ['x'.repeat(200), `<code>${'x'.repeat(59)}…${'x'.repeat(59)}</code>`],
  ])('%j is code without markup', (text, expected) => {
    expect(code(text).replaceAll('\\u', '&#92;u')).toBe(expected);
  });

  /** What is left when the code is taken out: only our own words. */
  const skeleton = (text: string): string =>
    program(text)
      .replace(/<code>([^<>`|@#*&\n]|&#\d+;|<wbr>)*<\/code>/g, '·')
      .replace(/\b[0-9a-f]{12}\b/g, '')
      // A text of several lines is told line by line.
      .replace(/ · → ·/g, '')
      .replace(/\n +- ·(?=\n)/g, '');

  test.each([
    '`',
    '|',
    '<script>',
    '-->',
    '</details>',
    '@team',
    '#1',
    '](https://x)',
    '\n## all policies passed\n',
    '\r\n\n- ⛔',
    '&lt;b&gt;',
    '\u202e',
    '${x}',
    '{{x}}',
    '![x](y)',
  ])('such as %j changes nothing of what is around it', (text) => expect(skeleton(text)).toBe(skeleton('plain')));

  test('changes nothing of what is around it, whatever it is', () => {
    const hostile = fc.array(
      fc.constantFrom(
        '`',
        '|',
        '<',
        '>',
        '@',
        '#',
        '*',
        '_',
        '\n',
        '[',
        ']',
        '(',
        ')',
        '&',
        '\\',
        ' ',
        'a',
        '0',
        '-',
        '~~',
        '```',
        'www.',
        '://',
        '\u2028',
      ),
      { minLength: 1, maxLength: 12 },
    );
    const text = fc.oneof(
      hostile.map((it) => it.join('')),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }),
    );
    fc.assert(
      fc.property(text, (it) => expect(skeleton(it)).toBe(skeleton('plain'))),
      { numRuns: 50 },
    );
  });
});

describe('for a parser of GitHub Markdown', () => {
  /** What the whole of each comment is made of; our own words have neither links nor pictures. */
  const parsed = (texts: readonly string[]): readonly Node[] => {
    const script = join(ROOT, 'test/support/gfm/parse.mjs');
    const out = execFileSync(process.execPath, [script], { input: JSON.stringify(texts), maxBuffer: 1 << 29 });
    return JSON.parse(String(out)) as readonly Node[];
  };
  const all = (node: Node): readonly Node[] => [node, ...(node.children ?? []).flatMap(all)];
  const FORBIDDEN = ['link', 'linkReference', 'image', 'imageReference', 'footnoteReference', 'definition', 'delete'];
  const OURS = /^(<!-- datahall-report:[\w.,-]* -->|<\/?(code|details|summary)>|<wbr>|\s)+$/;
  const offences = (tree: Node): readonly string[] =>
    all(tree).flatMap((node) => {
      if (FORBIDDEN.includes(node.type)) return [node.type];
      if (node.type === 'heading' && node.depth !== 3) return ['heading'];
      // An element of ours that begins a line takes the whole line, with the code in it.
      const html = (node.value ?? '')
        .replace(/<code>([^<]|<wbr>)*<\/code>/g, '')
        .replace(/<summary>[^<]*<\/summary>/g, '');
      if (node.type === 'html' && !OURS.test(html) && html !== '') return [`html ${html.slice(0, 80)}`];
      return node.type === 'text' && /(^|\W)@\w/.test(node.value ?? '') ? ['mention'] : [];
    });

  const HOSTILE = [
    'evil@example.com',
    'mailto:evil@example.com',
    'xmpp:evil@example.com/a',
    'https://evil.example.com',
    'www.evil.example.com',
    'ftp://evil.example.com',
    '@octocat',
    '[x](https://evil.example.com)',
    '![x](https://evil.example.com/x.png)',
    '<img src=x onerror=alert(1)>',
    '<https://evil.example.com>',
    '</code></summary></details><h1>fine</h1>',
    '<!-- datahall-report:prod -->',
    '[^1]',
    '[x]: https://evil.example.com',
    '\n\n# fine\n',
    '~~x~~ **x** __x__ `x`',
    '&#64;octocat &commat;octocat',
    'a.b@c.d-e_f.gh',
  ];

  test.each([
    ['alone', ''],
    ['in a word', 'x'],
    ['in a sentence', 'see '],
  ])('hostile texts make no link, picture, mention or element: %s', (_, before) => {
    const trees = parsed(HOSTILE.map((text) => program(`${before}${text}`)));
    expect(trees.map((tree, index) => [HOSTILE[index], offences(tree)])).toEqual(HOSTILE.map((text) => [text, []]));
  });

  test('no text makes any', () => {
    const part = fc.constantFrom(...HOSTILE, '@', '.', ':', '//', 'www.', 'a', '-', '_', ' ', '\n', '<', '>', '&', ';');
    const text = fc.array(part, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(''));
    const texts = fc.sample(text, { numRuns: 40, seed: 7 });
    const wrong = parsed(texts.map(program)).flatMap((tree, index) => offences(tree).map((it) => [texts[index], it]));
    expect(wrong).toEqual([]);
  });

  test('is sure that it would see them', () => {
    const seen = parsed(['a@b.example', '<b>x</b>', '![a](b)', '<code>a&#64;b.example</code>', 'by &#64;octocat']);
    expect(seen.map((tree) => offences(tree)[0])).toEqual(['link', 'html <b>', 'image', 'link', 'mention']);
  });
});

describe('a comment', () => {
  const many = (count: number): readonly JsonObject[] =>
    Array.from({ length: count }, (_, at) =>
      at % 3 === 0
        ? change({ address: `aws_s3_bucket.b${at}`, actions: ['delete'] })
        : change({
            address: `a.${'x'.repeat(60)}${at}`,
            before: { [`k${at}`]: 'ü'.repeat(70) },
            after: { [`k${at}`]: `é${at}` },
          }),
    );

  test('has at most 60,000 bytes, and counts what it leaves out', () => {
    for (const count of [10, 100, 1000, 5000]) {
      const text = markdown(many(count));
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(COMMENT_BYTES);
      expect(text.includes('see the full report')).toBe(count > 300);
    }
  });

  test('is filled by risk: what must be approved first, then a line for each construct, then rows', () => {
    const report = reportOfChanges(many(120));
    const [full, short] = [toMarkdown(report), toMarkdown(report, 24_000)];
    for (const text of [full, short]) expect(text).toContain('- ⛔ **delete** 40 × ');
    expect(short.match(/<details>/g)?.length ?? 0).toBeLessThan(full.match(/<details>/g)?.length ?? 0);
    expect(Buffer.byteLength(short)).toBeLessThanOrEqual(24_000);
  });

  test('cuts no row in the middle: each line is one of the whole report', () => {
    const report = reportOfChanges(many(80));
    const whole = new Set(toMarkdown(report, 10_000_000).split('\n'));
    fc.assert(
      fc.property(fc.integer({ min: 3000, max: 60_000 }), (bytes) => {
        const text = toMarkdown(report, bytes);
        expect(Buffer.byteLength(text)).toBeLessThanOrEqual(bytes);
        const others = text
          .split('\n')
          .filter((line) => !whole.has(line) && !whole.has(`<details><summary>${line.slice(2)}</summary>`));
        expect(others.filter((line) => !line.endsWith('see the full report'))).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  test('folds siblings that change alike, and names what is different by itself', () => {
    const rack = (at: number, replicas: number): JsonObject =>
      change({
        address: `kubernetes_deployment_v1.rack-${at}`,
        before: { metadata: [{ name: `rack-${at}` }], replicas: 1, label: `for-rack-${at}` },
        after: { metadata: [{ name: `rack-${at}` }], replicas, label: `for-rack-${at}-2` },
      });
    const text = markdown([...Array.from({ length: 64 }, (_, at) => rack(at + 100, 2)), rack(99, 3)]);
    expect(text.match(/<summary>/g)).toHaveLength(2);
    expect(text).toContain('rack-100</code> × 64 ·');
    expect(text).toContain('- 64 times: ');
    expect(text).toContain(' and 56 more; ‹…› stands for what each is called');
    expect(text).toContain('<code>"for-‹name›"</code> → <code>"for-‹name›-2"</code>');
  });

  test('hides no value by folding: a value that is the own name is told as that', () => {
    const map = (name: string, mode: string): JsonObject =>
      change({
        address: `kubernetes_config_map_v1.${name}`,
        before: { metadata: [{ name }], data: { mode: 'x' } },
        after: { metadata: [{ name }], data: { mode } },
      });
    const own = markdown([map('open', 'open'), map('none', 'none')]);
    expect(own).toContain('<code>"x"</code> → <code>"‹name›"</code>');
    expect(own).not.toContain('"open"');
    const other = markdown([map('open', 'open'), map('none', 'open')]);
    expect(other.match(/→ <code>"open"/g)).toHaveLength(2);
    // The names of members of the report are no values.
    expect(markdown([map('path', 'a'), map('change', 'a'), map('before', 'a')])).toContain('× 3');
  });

  test('shows what is worst below many that are less', () => {
    const deletes = Array.from({ length: 600 }, (_, at) =>
      change({ address: `acme_queue.q${at}`, actions: ['delete'], action_reason: `reason-${at}-${'x'.repeat(90)}` }),
    );
    const bind = change({
      address: 'kubernetes_cluster_role_binding_v1.b',
      actions: ['create'],
      after: {
        metadata: [{ name: 'b' }],
        role_ref: [{ kind: 'ClusterRole', name: 'cluster-admin' }],
        subject: [{ kind: 'Group', name: 'system:unauthenticated' }],
      },
    });
    const text = markdown([...deletes, bind], {
      output_changes: { o: { actions: ['update'], before: 1, after: 2 } },
      resource_drift: [change({ address: 'a.d', before: { x: 1 }, after: { x: 2 } })],
    });
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(COMMENT_BYTES);
    const rows = text.split('\n').filter((line) => line.startsWith('- ⛔'));
    expect(rows[0]).toMatch(/^- ⛔ \*\*security\*\* ▲ broadened .*unauthenticated.* may do everything/);
    // Each section has its room, or at least its line.
    expect(text).toMatch(/\*\*Changes\*\* \(1 create, 600 delete\)\n\n(<details>|- )/);
    expect(text).toContain('**Drift: changed outside of Terraform** (1 update)');
    expect(text).toContain('**Outputs** (1)');
    expect(text).toMatch(/- and \d+ more: see the full report/);
  });

  test('folds what must be approved and is alike', () => {
    const text = markdown(
      Array.from({ length: 600 }, (_, at) => change({ address: `acme_queue.q${at}`, actions: ['delete'] })),
    );
    expect(text).toContain('- ⛔ **delete** 600 × <code>acme_queue</code>: ');
  });

  test('collapses a section of little risk as a whole', () => {
    const outputs = Object.fromEntries(
      Array.from({ length: 900 }, (_, at) => [`o${at}`, { actions: ['create'], after: 'x'.repeat(70) }]),
    );
    expect(markdown([], { output_changes: outputs })).toMatch(/\*\*Outputs\*\* \(900\): see the full report\n$/);
  });

  test('says that a rename destroys nothing, and by what is imported', () => {
    const text = markdown([
      change({ address: 'a.new', actions: ['no-op'], previous_address: 'a.old' }),
      change({ address: 'a.i', actions: ['no-op'], importing: { id: 'vol-1' } }),
      change({ address: 'a.j', actions: ['no-op'], importing: { identity: { arn: 'x' } } }),
    ]);
    expect(text).toContain('(1 moved, 2 imported, 0 destroyed)');
    expect(text).toContain('- imported by <code>vol-1</code>, <code>{"arn"&#58;<wbr>"x"}</code>');
  });

  test('begins with a mark by which it is found again, which no name can end', () => {
    const { plans, ...report } = reportOfChanges([]);
    const of = (...names: string[]): string =>
      toMarkdown({ ...report, plans: names.map((stage) => ({ ...plans[0]!, stage })) }).split('\n')[0]!;
    expect(of('dev', 'dev')).toBe('<!-- datahall-report:dev -->');
    expect(of('x-->', 'dev')).toBe('<!-- datahall-report:dev,x_ -->');
    expect(toMarkdown({ ...report, plans, name: 'web' })).toMatch(/^<!-- datahall-report:web -->/);
  });

  test('reads well', () => {
    const text = markdown(
      [
        change({
          address: 'kubernetes_persistent_volume_claim_v1.models',
          actions: ['delete'],
          before: { metadata: [{ name: 'models', namespace: 'llm' }] },
          action_reason: 'delete_because_no_resource_config',
        }),
        release(
          { address: 'helm_release.queues' },
          [object('Flavor', 'a100'), object('Queue', 'q', { spec: { gpus: 8 } })],
          [object('Queue', 'q', { spec: { gpus: 16 } })],
        ),
      ],
      { resource_drift: [change({ address: 'a.b', before: { x: 1 }, after: { x: 2 } })] },
    );
    expect(text.replace(/\b[0-9a-f]{12}\b/g, '…').split('\n')).toEqual([
      '<!-- datahall-report:plan -->',
      '### ⛔ Needs approval · 2 approvals needed',
      '',
      'plan … · Terraform <code>1.11.4</code>',
      '',
      '**Plan** (1)',
      '',
      '|  | Plan | Resources | Objects in releases | Drift | Digest |',
      '|-|-|-|-|-|-|',
      '| ⛔ | <code>plan.json</code> | 1 update, 1 delete | 1 update, 1 delete | 1 | … |',
      '',
      '**Must be approved** (2)',
      '',
      '- ⛔ **delete** <code>kubernetes_persistent_volume_claim_v1.models</code> (no longer in the configuration): its volume is deleted with it, unless the reclaim policy keeps it',
      '- ⛔ **objects** <code>Flavor a100</code> of <code>helm_release.queues</code>: deleted by an update of its release',
      '',
      '**Changes** (1 update, 1 delete)',
      '',
      '- − delete <code>kubernetes_persistent_volume_claim_v1.models</code> · <code>kubernetes_persistent_volume_claim_v1</code>, no longer in the configuration',
      '',
      '<details><summary>~ update <code>helm_release.queues</code> · <code>helm_release</code>, 2 objects</summary>',
      '',
      '- − delete <code>Flavor a100</code>',
      '- ~ update <code>Queue q</code>',
      '  - ~ <code>spec.gpus</code> <code>8</code> → <code>16</code>',
      '',
      '</details>',
      '',
      '**Drift: changed outside of Terraform** (1 update)',
      '',
      '<details><summary>~ update <code>a.b</code> · <code>a</code>, 1 value</summary>',
      '',
      '- ~ <code>x</code> <code>1</code> → <code>2</code>',
      '',
      '</details>',
      '',
    ]);
  });
});
