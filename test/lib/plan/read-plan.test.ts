import fc from 'fast-check';
import { DatahallError } from '../../../lib/errors/datahall-error';
import { buildReport } from '../../../lib/plan/build-report';
import { toMarkdown } from '../../../lib/plan/markdown/markdown';
import { readPlan } from '../../../lib/plan/read-plan';
import { bytes, change, plan } from '../../support/plans';

const read = (document: unknown): ReturnType<typeof readPlan> => readPlan('plan.json', bytes(document));

describe('a plan', () => {
  test.each<[string, string, unknown]>([
    ['DH6002', 'no object has a version', {}],
    ['DH6002', 'a later format', { ...plan([]), format_version: '2.0' }],
    ['DH6002', 'a version that is no text', { ...plan([]), format_version: { toString: 1 } }],
    ['DH6003', 'a list', []],
    ['DH6003', 'nothing', null],
    ['DH6003', 'a state', { format_version: '1.0', values: {} }],
    ['DH6003', 'changes that are no list', { ...plan([]), resource_changes: {} }],
    ['DH6003', 'drift that is no list', { ...plan([]), resource_drift: 'a' }],
    ['DH6003', 'an entry that is none', plan([null as never])],
    ['DH6003', 'an address that is no text', plan([{ ...change({}), address: 1 }])],
    ['DH6003', 'no type', plan([{ ...change({}), type: '' }])],
    ['DH6003', 'no change', plan([{ address: 'a.b', type: 'a' }])],
    ['DH6005', 'no action', plan([change({ actions: [] })])],
    ['DH6005', 'an action of the future', plan([change({ actions: ['delete', 'adopt'] })])],
    ['DH6005', 'an action that is no text', plan([change({ actions: [{ toString: 1 }] as never })])],
    ['DH6005', 'an output with such an action', plan([], { output_changes: { a: { actions: ['adopt'] } } })],
  ])('is refused with %s: %s', (code, _, document) => {
    expect(() => read(document)).toThrow(code);
  });

  test.each<[string, Buffer]>([
    ['empty', Buffer.alloc(0)],
    ['truncated', Buffer.from(JSON.stringify(plan([change({})]))).subarray(0, 100)],
    ['what terraform plan -json prints', Buffer.from('{"@level":"info"}\n{"@level":"info"}\n')],
    ['a binary plan', Buffer.from([0x50, 0x4b, 3, 4, 0, 255])],
    ['half of UTF-16', Buffer.from('\uFEFF{"level":1', 'utf16le').swap16().subarray(0, 15)],
  ])('is refused with DH6001 when it is %s, and no text of it is quoted', (_, content) => {
    expect(() => readPlan('plan.json', content)).toThrow(/^DH6001(?![\s\S]*(level|helm|config_map))/);
  });

  test('is refused with the setting that helps when a GitHub action printed around it: DH6001', () => {
    const text = `[command]/opt/terraform show -json tfplan\n${JSON.stringify(plan([]))}\n::set-output name=stderr::\n`;
    expect(() => readPlan('plan.json', Buffer.from(text))).toThrow(/DH6001[^]*terraform_wrapper: false/);
    expect(() => readPlan('plan.json', Buffer.from(' {'))).not.toThrow(/terraform_wrapper/);
  });

  test('may be of Terraform 1.0, whose format is 0.2; older ones do not mark all that is sensitive: DH6002', () => {
    expect(read({ ...plan([]), format_version: '0.2' }).changes).toEqual([]);
    expect(() => read({ ...plan([]), format_version: '0.1' })).toThrow('DH6002');
  });

  test('is refused when it is nested too deep: DH6004', () => {
    const deep = `{"a":`.repeat(100_000) + '1' + '}'.repeat(100_000);
    const text = JSON.stringify(plan([change({ after: 'DEEP' })])).replace('"DEEP"', deep);
    expect(() => readPlan('plan.json', Buffer.from(text))).toThrow('DH6004');
  });

  test.each<[string, Buffer]>([
    ['a byte order mark', Buffer.from(`\uFEFF${JSON.stringify(plan([]))}`)],
    ['UTF-16, as PowerShell writes', Buffer.from(`\uFEFF${JSON.stringify(plan([]))}`, 'utf16le')],
    ['UTF-16 without a mark', Buffer.from(JSON.stringify(plan([])), 'utf16le')],
    ['UTF-16 in the other order', Buffer.from(`\uFEFF${JSON.stringify(plan([]))}`, 'utf16le').swap16()],
    ['UTF-16 in the other order without a mark', Buffer.from(JSON.stringify(plan([])), 'utf16le').swap16()],
  ])('may have %s', (_, content) => {
    expect(readPlan('plan.json', content).changes).toEqual([]);
  });

  test('may have keys that are not known, and need not have changes', () => {
    const document = plan([], { weather: [{}], applyable: false, resource_changes: null });
    expect(read(document)).toMatchObject({ changes: [], drift: [], outputs: [], gaps: [] });
  });

  test.each<[string, object, RegExp]>([
    ['it was targeted', { complete: false }, /-target/],
    ['it failed', { errored: true }, /failed/],
    ['something is deferred', { deferred_changes: [{}] }, /deferred/],
  ])('is partial when %s', (_, rest, reason) => {
    expect(read(plan([], rest as never)).gaps).toEqual([expect.stringMatching(reason)]);
  });

  test.each<[string, unknown]>([
    ['complete', 'false'],
    ['errored', 1],
    ['deferred_changes', {}],
    ['deferred_action_invocations', 'x'],
    ['output_changes', [1]],
  ])('is refused where %s is %j, which would say nothing', (key, value) => {
    expect(() => read(plan([], { [key]: value } as never))).toThrow(new RegExp(`DH6003[^]*${key}`));
  });

  test.each<[string, string, string[], object]>([
    ['none', 'nothing', ['no-op'], {}],
    ['move', 'another address', ['no-op'], { previous_address: 'a.b' }],
    ['import', 'an id', ['no-op'], { importing: { id: 'a' } }],
    ['update', 'an id and an update', ['update'], { importing: { id: 'a' } }],
    ['replace', 'delete and create', ['delete', 'create'], {}],
    ['replace', 'create and delete', ['create', 'delete'], {}],
    ['replace', 'create and forget', ['create', 'forget'], {}],
    ['forget', 'forget', ['forget'], {}],
  ])('says %s of %s', (action, _, actions, rest) => {
    expect(read(plan([change({ actions, ...rest })])).changes[0]?.action).toBe(action);
  });

  test('keeps keys like __proto__ as what they are', () => {
    const text = JSON.stringify(plan([change({ before: { a: 1 }, after: { a: 2, proto: { polluted: 'yes' } } })]));
    const hostile = readPlan('plan.json', Buffer.from(text.replace('"proto"', '"__proto__"')));
    const report = buildReport([{ plan: hostile }]);
    expect(report.changes[0]?.fields.map(({ path }) => path)).toEqual(['a', '__proto__']);
    expect(({} as { polluted?: string }).polluted).toBeUndefined();
  });

  test('of any JSON at all is refused clearly, or reported', () => {
    const value = fc.jsonValue({ maxDepth: 4 });
    const entry = fc.record({
      address: fc.oneof(fc.string(), value),
      type: fc.constantFrom('helm_release', 'kubernetes_manifest', 'kubernetes_role_v1', 'a', '__proto__'),
      previous_address: value,
      change: fc.record({
        actions: fc.constantFrom(['update'], ['create'], ['delete'], ['delete', 'create'], ['no-op']),
        before: value,
        after: fc.oneof(
          value,
          fc.record({
            values: fc.array(
              fc.oneof(
                fc.string(),
                value.map((it) => JSON.stringify(it)),
              ),
            ),
          }),
        ),
        after_unknown: value,
        before_sensitive: value,
        after_sensitive: value,
        replace_paths: value,
        importing: value,
      }),
    });
    const rest = fc.record({ prior_state: value, variables: value, output_changes: value, resource_drift: value });
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 4 }), rest, (changes, others) => {
        try {
          toMarkdown(buildReport([{ plan: read({ ...plan([]), ...others, resource_changes: changes }) }]));
        } catch (error) {
          if (!DatahallError.is(error)) throw error;
        }
      }),
      { numRuns: 300 },
    );
  });
});

test('large numbers are read with all their digits, and texts as they are', () => {
  const text =
    '{"format_version":"1.2","planned_values":{},"resource_changes":[{"address":"a.b","type":"a","change":{"actions":["update"],"before":{"x":9007199254740993,"t":"a: 9007199254740993, \\" 1"},"after":null}}]}';
  expect(readPlan('p', Buffer.from(text)).changes[0]?.before).toEqual({
    x: '9007199254740993',
    t: 'a: 9007199254740993, " 1',
  });
});
