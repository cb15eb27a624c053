import { labelsOf } from '../../../lib/plan/labels';
import { buildReport } from '../../../lib/plan/build-report';
import { readPlan } from '../../../lib/plan/read-plan';
import { toSarif } from '../../../lib/plan/sarif';
import type { Report } from '../../../lib/plan/report';
import type { ModelContext } from '../../../lib/plan/model-context';
import { bytes, change, object, plan, release } from '../../support/plans';
import type { JsonObject } from '../../../lib/plan/json';

const report = (changes: readonly JsonObject[], rest: JsonObject = {}, context: ModelContext = {}): Report =>
  buildReport([{ plan: readPlan('out/my plan#1.json', bytes(plan(changes, rest))) }], { model: context });

const role = { metadata: [{ name: 'a' }], rule: [{ api_groups: [''], resources: ['secrets'], verbs: ['get'] }] };
const FAILED = { tool: 'checkov', rule: 'CKV_1', result: 'failed', message: 'm' } as const;
const RICH = report(
  [
    release({}, [object('A', 'a'), object('A', 'b')], [object('A', 'b')]),
    change({ address: 'kubernetes_cluster_role_v1.a', actions: ['create'], after: role }),
    change({
      address: 'helm_release.v',
      before: { chart: 'c', version: '1.0.0' },
      after: { chart: 'c', version: '2.0.0' },
    }),
  ],
  { complete: false, resource_drift: [change({ address: 'a.d', after: { x: 1 } })] },
  { policy: [FAILED, { ...FAILED, result: 'excepted', message: '' }] },
);

interface Sarif {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly level: string;
      readonly message: { readonly text: string };
      readonly locations: readonly {
        readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } };
      }[];
    }[];
  }[];
}

describe('a report as SARIF', () => {
  const run = (made: Report): Sarif['runs'][number] => (toSarif(made, '1.2.3') as Sarif).runs[0]!;

  test('has what people should look at, each with a rule', () => {
    const { results, tool } = run(RICH);
    expect(results.map(({ ruleId, level }) => [ruleId, level])).toEqual([
      ['plan/incomplete', 'error'],
      ['plan/object', 'error'],
      ['security/broadened', 'warning'],
      ['version/manual', 'warning'],
      ['checkov/CKV_1', 'error'],
      ['checkov/CKV_1', 'note'],
    ]);
    for (const { ruleId, ruleIndex, message } of results) {
      expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
      expect(message.text).not.toBe('');
    }
  });

  test('has a rule of our words for each reason, and the values that belong to it', () => {
    const made = report([], {
      action_invocations: [{ address: 'action.a.b', lifecycle_action_trigger: { triggering_resource_address: 'a.c' } }],
      checks: [
        { address: { to_display: 'check.c' }, status: 'fail', instances: [{ problems: [{ message: 'no disk' }] }] },
      ],
    });
    const { results, tool } = run(made);
    const rules = JSON.stringify(tool.driver.rules);
    expect(rules).not.toContain('A policy');
    expect(rules).toContain('A check of the program fails');
    expect(results.map(({ message }) => message.text)).toEqual([
      'invoke of action.a.b: runs when this resource changes: no plan shows what it does (a.c)',
      'check of check.c: a check of the program fails (no disk)',
    ]);
  });

  test('has no links and no hidden characters in its texts, whatever somebody calls a thing', () => {
    const name = '[x](javascript:a)\\\u202e\u2028\u001b\r\n';
    const { results, tool } = run(
      report(
        [],
        {},
        {
          policy: [
            { ...FAILED, rule: name, message: `m ${name}` },
            { ...FAILED, rule: name, message: '' },
          ],
        },
      ),
    );
    const visible = '\\[x\\](javascript:a)\\\\\\\\u{202e}\\\\u{2028}\\\\u{1b}\\\\u{d}\\\\u{a}';
    expect(results.map(({ message }) => message.text)).toEqual([`m ${visible}`, visible]);
    expect(JSON.stringify(tool.driver.rules)).toContain(JSON.stringify(visible).slice(1, -1));
  });

  test('names the plan by a reference that is one', () => {
    expect(run(RICH).results[0]?.locations[0]?.physicalLocation.artifactLocation.uri).toBe('out/my%20plan%231.json');
  });

  test('is empty when nothing changes, and the same for the same input', () => {
    expect(run(report([])).results).toEqual([]);
    expect(JSON.stringify(toSarif(RICH, '1'))).toBe(JSON.stringify(toSarif(RICH, '1')));
  });
});

describe('labels of a report', () => {
  test.each<[Report, readonly string[]]>([
    [report([]), ['plan:no-change']],
    [report([change({ after: { a: 1 } })]), []],
    [report([change({ address: 'time_sleep.a', actions: ['delete'], before: {} })]), ['plan:destroy']],
    [report([release({}, [object('A', 'a')], [])]), ['plan:destroy', 'plan:needs-approval']],
    [
      report([change({ address: 'aws_security_group.a', after: { ingress: [{ cidr_blocks: ['0.0.0.0/0'] }] } })]),
      ['plan:needs-approval', 'plan:security-broadening'],
    ],
    [
      RICH,
      [
        'plan:incomplete',
        'plan:destroy',
        'plan:needs-approval',
        'plan:security-broadening',
        'plan:policy-failed',
        'plan:drift',
      ],
    ],
  ])('%#', (made, labels) => {
    expect(labelsOf(made)).toEqual(labels);
  });
});
