import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { REPORT_FORMAT_VERSION, type Report } from '../../../lib/plan/report';
import { change, object, release, reportOfChanges } from '../../support/plans';
import { ROOT } from '../../support/sources';

const schema = JSON.parse(readFileSync(join(ROOT, 'assets/schema/report.json'), 'utf8')) as {
  readonly properties: Readonly<Record<string, { readonly const?: unknown }>>;
};
const validate = new Ajv2020({ strict: true, allErrors: true }).compile(schema);
const errors = (report: object): string[] => {
  validate(report);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
};

const role = { metadata: [{ name: 'a' }], rule: [{ api_groups: [''], resources: ['secrets'], verbs: ['get'] }] };
const made = reportOfChanges(
  [
    change({
      address: 'a.replaced',
      actions: ['delete', 'create'],
      before: { p: 1, s: 'secret-1' },
      after: { p: 2, s: 'secret-2' },
      after_unknown: { id: true, u: true },
      after_sensitive: { s: true },
      replace_paths: [['p']],
      action_reason: 'replace_because_cannot_update',
    }),
    change({ address: 'a.moved', actions: ['no-op'], previous_address: 'a.old' }),
    change({ address: 'a.imported', importing: { id: 'x' }, after: { x: 1 } }),
    change({ address: 'kubernetes_cluster_role_v1.a', actions: ['create'], after: role }),
    change({ address: 'a.large', after: Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`k${at}`, at])) }),
    change({ address: 'helm_release.v', before: { chart: 'c', version: '1' }, after: { chart: 'c', version: '2' } }),
    release({}, [object('A', 'a'), object('A', 'b')], [object('A', 'b', { spec: { a: [1] } }), object('A', 'c')]),
  ],
  {
    complete: false,
    resource_drift: [
      change({ address: 'a.d', before: { x: 'a\nb' }, after: { x: 'a\nc' } }),
      change({ address: 'kubernetes_cluster_role_v1.d', after: role }),
    ],
    action_invocations: [{ address: 'action.a.b', lifecycle_action_trigger: { triggering_resource_address: 'a.b' } }],
    checks: [{ address: { to_display: 'check.c' }, status: 'fail', instances: [{ problems: [{ message: 'no' }] }] }],
    configuration: { provider_config: { helm: { name: 'helm', version_constraint: '3.1.1' } } },
    output_changes: { o: { actions: ['update'], before: 1, after: 2 } },
  },
);

const rich: Report = {
  ...made,
  name: 'web',
  commit: '0a1b2c3',
  clusters: [{ ...made.clusters[0]!, stage: 'dev', uid: 'x' }],
  security: made.security.map((each) => ({ ...each, stage: 'dev' })),
  devices: [{ plan: 0, device: 'leaf-1', because: 'no-rollout' }],
};

describe('the schema of the report', () => {
  test('accepts what is written, whatever is in it', () => {
    expect(errors(rich)).toEqual([]);
    for (const [name, list] of Object.entries(rich))
      if (Array.isArray(list) && name !== 'policy') expect([name, list.length > 0]).toEqual([name, true]);
    expect(errors(reportOfChanges([]))).toEqual([]);
  });

  test('has the version of the report', () => {
    expect(schema.properties['formatVersion']?.const).toBe(REPORT_FORMAT_VERSION);
  });

  test.each<[string, Partial<Record<keyof Report | 'notes', unknown>>, string]>([
    ['an unknown key', { notes: [] }, ' must NOT have additional properties'],
    ['another version', { formatVersion: 2 }, '/formatVersion must be equal to constant'],
    ['a verdict that is none', { verdict: 'fine' }, '/verdict must be equal to one of the allowed values'],
  ])('refuses %s', (_, parts, offence) => {
    expect(errors({ ...rich, ...parts })).toEqual([offence]);
  });
});
