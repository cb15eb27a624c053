import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';
import { buildReport } from '../../lib/plan/build-report';
import type { JsonObject } from '../../lib/plan/json';
import { readPlan } from '../../lib/plan/read-plan';
import { toSarif } from '../../lib/plan/sarif';
import { bytes, change, object, plan, release } from '../support/plans';
import { dataFolder } from '../support/real/data';
import { describeReal } from '../support/real/describe-real';

const ROLE = { metadata: [{ name: 'a' }], rule: [{ api_groups: ['*'], resources: ['*'], verbs: ['*'] }] };
const FAILED = { tool: 'checkov', rule: 'CKV_1', result: 'failed', message: 'm' } as const;

/** The report of changes, by a plan whose name is no reference. */
function sarifOf(changes: readonly JsonObject[], rest: JsonObject = {}): object {
  const planned = [{ plan: readPlan('out/my plan#1 "é".json', bytes(plan(changes, rest))) }];
  return toSarif(
    buildReport(planned, { model: { policy: [FAILED, { ...FAILED, result: 'excepted', message: '' }] } }),
    '1.2.3',
  );
}

describeReal(['sarif-schema'], 'SARIF by the schema of OASIS', () => {
  let validate: ValidateFunction;

  beforeAll(() => {
    const path = join(dataFolder('sarif') ?? '', 'sarif-schema-2.1.0.json');
    const { $schema, id, ...schema } = JSON.parse(readFileSync(path, 'utf8')) as Readonly<Record<string, unknown>>;
    // What it uses of draft 4 means the same in draft 7, which Ajv reads, but for these two words.
    expect([$schema, id]).toEqual([expect.stringContaining('draft-04'), expect.stringContaining('sarif-schema-2.1.0')]);
    const formats = { uri: isReference, 'uri-reference': isReference, 'date-time': true } as const;
    validate = new Ajv({ strict: false, allErrors: true, formats }).compile(schema);
  });

  const errors = (log: object): readonly string[] => {
    validate(log);
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
  };

  test.each<[string, object]>([
    ['of no change', sarifOf([])],
    [
      'of all that it can tell',
      sarifOf(
        [
          release({}, [object('A', 'a'), object('A', '</script>\u202e')], [object('A', 'b')]),
          change({ address: 'kubernetes_cluster_role_v1.a', actions: ['create'], after: ROLE }),
          change({
            address: 'helm_release.v',
            before: { chart: 'c', version: '1.0.0' },
            after: { chart: 'c', version: '2.0.0' },
          }),
        ],
        { complete: false, resource_drift: [change({ address: 'a.d', after: { x: 1 } })] },
      ),
    ],
  ])('is valid %s', (_, log) => {
    expect(errors(log)).toEqual([]);
  });

  test('is refused where it is not', () => {
    const log = JSON.parse(
      JSON.stringify(sarifOf([change({ address: 'kubernetes_cluster_role_v1.a', actions: ['create'], after: ROLE })])),
    ) as {
      runs: { results: { level: string }[] }[];
    };
    log.runs[0]!.results[0]!.level = 'grave';
    expect(errors(log)).toEqual(['/runs/0/results/0/level must be equal to one of the allowed values']);
    expect(errors({ version: '2.1.0' })).toEqual([" must have required property 'runs'"]);
  });
});

function isReference(text: string): boolean {
  return /^[\w\-.~:/?#[\]@!$&'()*+,;=%]*$/.test(text) && !/%(?![0-9a-f]{2})/i.test(text);
}
