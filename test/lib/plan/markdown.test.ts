import fc from 'fast-check';
import type { JsonObject } from '../../../lib/plan/json';
import { code } from '../../../lib/plan/markdown/escape';
import { COMMENT_BYTES, toMarkdown } from '../../../lib/plan/markdown/markdown';
import { change, object, release, reportOfChanges } from '../../support/plans';

const markdown = (changes: readonly JsonObject[], rest?: JsonObject): string =>
  toMarkdown(reportOfChanges(changes, rest));

describe('a text of a plan', () => {
  test.each<[string, string]>([
    ['a `b` | c', '<code>a &#96;b&#96; &#124; c</code>'],
    ['</code><b>&', '<code>&#60;/code&#62;&#60;b&#62;&#38;</code>'],
    [
      '@team #1 [a](b) *c* ~d~ $e$ \\',
      '<code>&#64;team &#35;1 &#91;a](b) &#42;c&#42; &#126;d&#126; &#36;e&#36; &#92;</code>',
    ],
    ['_a_b_', '<code>&#95;a_b&#95;</code>'],
    ['https://x www.x :x:', '<code>https&#58;//x www&#46;x &#58;x:</code>'],
    ['a\nb\tc\u202ed\u0000', '<code>a↵b c\\u{202e}d\\u{0}</code>'.replaceAll('\\u', '&#92;u')],
    ['x'.repeat(200), `<code>${'x'.repeat(59)}…${'x'.repeat(59)}</code>`],
  ])('%j is code without markup', (text, expected) => {
    expect(code(text).replaceAll('\\u', '&#92;u')).toBe(expected);
  });

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
        change({
          address: 'kubernetes_cluster_role_v1.x',
          actions: ['create'],
          after: { metadata: [{ name: text }], rule: [{ api_groups: [`x${text}`], resources: ['*'], verbs: ['*'] }] },
        }),
      ],
      { output_changes: { [text]: { actions: ['create'], after: text } }, terraform_version: text },
    );
  /** What is left when the code is taken out: only our own words. */
  const skeleton = (text: string): string =>
    program(text)
      .replace(/<code>([^<>`|@#*&\n]|&#\d+;)*<\/code>/g, '·')
      .replace(/plan [0-9a-f]{12}/, '');

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
      { numRuns: 200 },
    );
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
    expect(full.match(/^- ⛔/gm)).toHaveLength(40);
    expect(short.match(/^- ⛔/gm)).toHaveLength(40);
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
    expect(text).toContain(' and 56 more');
  });

  test('begins with a mark by which it is found again, which no name can end', () => {
    const { plans, ...report } = reportOfChanges([]);
    const of = (...names: string[]): string =>
      toMarkdown({ ...report, plans: names.map((stage) => ({ ...plans[0]!, stage })) }).split('\n')[0]!;
    expect(of('dev', 'dev')).toBe('<!-- datahall-report:dev -->');
    expect(of('x-->', 'dev')).toBe('<!-- datahall-report:dev,x_ -->');
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
    expect(text.replace(/plan [0-9a-f]{12}/, 'plan …').split('\n')).toEqual([
      '<!-- datahall-report:plan -->',
      '### ⛔ Needs approval · 2 approvals needed',
      '',
      '- <code>plan.json</code> · 1 update, 1 delete · objects in releases: 1 update, 1 delete · drift: 1 · plan …',
      '',
      '**Must be approved** (2)',
      '',
      '- ⛔ **delete** <code>kubernetes_persistent_volume_claim_v1.models</code> (<code>delete_because_no_resource_config</code>): its volume is deleted with it, unless the reclaim policy keeps it',
      '- ⛔ **objects** <code>Flavor a100</code> of <code>helm_release.queues</code>: deleted by an update of its release',
      '',
      '**Changes** (2)',
      '',
      '- − delete <code>kubernetes_persistent_volume_claim_v1.models</code> · <code>kubernetes_persistent_volume_claim_v1</code>',
      '',
      '<details><summary>~ update <code>helm_release.queues</code> · <code>helm_release</code>, 2 objects</summary>',
      '',
      '- − delete <code>Flavor a100</code>',
      '- ~ update <code>Queue q</code>',
      '  - ~ <code>spec.gpus</code> <code>8</code> → <code>16</code>',
      '',
      '</details>',
      '',
      '**Drift: changed outside of Terraform** (1)',
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
