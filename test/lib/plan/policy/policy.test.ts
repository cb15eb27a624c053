import { buildReport } from '../../../../lib/plan/build-report';
import type { Json, JsonObject } from '../../../../lib/plan/json';
import { toMarkdown } from '../../../../lib/plan/markdown/markdown';
import { readPlan } from '../../../../lib/plan/read-plan';
import { readPolicy } from '../../../../lib/plan/policy/read-policy';
import type { Report } from '../../../../lib/plan/report';
import type { ModelContext } from '../../../../lib/plan/model-context';
import { REPORT_EXIT } from '../../../../lib/plan/verdict';
import { schemaErrors } from '../../../support/report-schema';
import { bytes, change, plan, release } from '../../../support/plans';

const read = (document: unknown): ReturnType<typeof readPolicy> => readPolicy('policy.json', JSON.stringify(document));

function report(context: ModelContext, changes: readonly JsonObject[] = []): Report {
  const resources = new Map([
    ['helm_release.flavors', { path: 'cluster/flavors/Resource', stateful: false, protected: false }],
  ]);
  const stack = { id: 's', stage: 'dev', now: { id: 's', resources } };
  return buildReport([{ plan: readPlan('p', bytes(plan(changes))), stack }], { model: context });
}

describe('results of conftest', () => {
  const one = (rest: object): object => ({ filename: 'plan.json', namespace: 'main', successes: 1, ...rest });

  test('are failures, warnings and exceptions, with the address that they name', () => {
    const found = read([
      one({
        failures: [
          { msg: 'helm_release.flavors must be pinned', metadata: { query: 'data.main.deny' } },
          { msg: 'no', metadata: { address: 'module.a["x"].a_b.c', code: 'R1' } },
        ],
        warnings: [{ msg: 'nothing.named here' }],
      }),
      one({ namespace: 'other', exceptions: [{ msg: 'data.other.exception[_][_] == "x"' }] }),
    ]);
    expect(found).toEqual([
      {
        tool: 'conftest',
        rule: 'main.deny',
        result: 'failed',
        message: 'helm_release.flavors must be pinned',
        address: 'helm_release.flavors',
      },
      { tool: 'conftest', rule: 'R1', result: 'failed', message: 'no', address: 'module.a["x"].a_b.c' },
      { tool: 'conftest', rule: 'main', result: 'warning', message: 'nothing.named here' },
      { tool: 'conftest', rule: 'other', result: 'excepted', message: 'data.other.exception[_][_] == "x"' },
    ]);
    expect(read([one({})])).toEqual([]);
  });
});

describe('results of checkov', () => {
  const check = (id: string, rest: object = {}): object => ({
    ...{
      check_id: id,
      check_name: `name of ${id}`,
      resource: 'a_b.c',
      resource_address: 'a_b.c',
      file_path: '/tfplan.json',
    },
    ...rest,
  });
  const skipped = check('CKV_2', { check_result: { result: 'SKIPPED', suppress_comment: 'known' } });
  const one = {
    check_type: 'terraform_plan',
    results: { passed_checks: [check('CKV_0')], failed_checks: [check('CKV_1')], skipped_checks: [skipped] },
  };

  test('are failed and skipped checks, of one framework or of several', () => {
    const found = [
      { tool: 'checkov', rule: 'CKV_1', result: 'failed', message: 'name of CKV_1', address: 'a_b.c' },
      { tool: 'checkov', rule: 'CKV_2', result: 'excepted', message: 'name of CKV_2: known', address: 'a_b.c' },
    ];
    expect(read(one)).toEqual(found);
    expect(read([one, one])).toEqual([...found, ...found]);
    expect(
      read({ passed: 0, failed: 0, skipped: 0, parsing_errors: 0, resource_count: 0, checkov_version: '3.2.0' }),
    ).toEqual([]);
  });
});

describe('what is neither', () => {
  test.each(['', '{', '[]x', '{"a":1}', '[1]', 'null', '{"failed":1,"checkov_version":"3"}'])(
    '%j is refused: DH6031',
    (text) => {
      expect(() => readPolicy('policy.json', text)).toThrow(/DH6031/);
    },
  );
  test('is not an empty list: nothing was checked', () => {
    expect(read([])).toEqual([]);
  });
});

describe('policies of a report', () => {
  const failed = {
    tool: 'checkov',
    rule: 'R',
    result: 'failed',
    message: 'm',
    address: 'helm_release.flavors',
  } as const;

  test('are placed at their construct, stop the change, and come first', () => {
    const warning = { ...failed, result: 'warning' } as const;
    const made = report({ policy: [warning, failed] }, [release({ actions: ['delete'] }, [], null)]);
    expect(made.policy.map(({ result, path }) => [result, path])).toEqual([
      ['failed', 'cluster/flavors'],
      ['warning', 'cluster/flavors'],
    ]);
    expect(schemaErrors(made)).toEqual([]);
    expect([made.verdict, REPORT_EXIT[made.verdict]]).toEqual(['policy', 4]);
    expect(report({ policy: [warning] }).verdict).toBe('none');
    expect(toMarkdown(made)).toContain(
      '| 🛑 failed | checkov <code>R</code> | <code>cluster/flavors</code> | <code>m</code> |',
    );
  });

  test('hold no secret', () => {
    const secret = change({ address: 'a.b', after: { p: 'canary-1' }, after_sensitive: { p: true } });
    expect(JSON.stringify(report({ policy: [{ ...failed, message: 'is canary-1' }] }, [secret]))).not.toContain(
      'canary',
    );
  });

  const finding = (code: string, rest: JsonObject = {}): JsonObject => ({
    code,
    path: 'a/b',
    stages: ['dev'],
    what: `w ${code}`,
    got: 'g',
    ...rest,
  });
  const model = (findings: readonly JsonObject[], facts: readonly JsonObject[] = []): Json => ({ findings, facts });

  test('have findings that are new, acknowledgements, and values that no type covers', () => {
    const acknowledged = { reason: 'spare parts come', until: '2026-12-31' };
    const after = model(
      [finding('DH1'), finding('DH2'), finding('DH3', { acknowledged }), finding('DH4', { stages: ['prod'] })],
      [{ kind: 'helm-release', stage: 'dev', path: 'c/d', extraValues: ['a reason'] }],
    );
    expect(
      report({ before: model([finding('DH1')]), after }).policy.map((it) => [it.rule, it.result, it.message, it.path]),
    ).toEqual([
      ['DH2', 'warning', 'w DH2', 'a/b'],
      ['DH3', 'excepted', 'w DH3: spare parts come (until 2026-12-31)', 'a/b'],
      ['extraValues', 'excepted', 'values that no type covers: a reason', 'c/d'],
    ]);
    expect(report({ after }).policy.map(({ rule }) => rule)).toEqual(['DH3', 'extraValues']);
  });
});

describe('the view of all stages', () => {
  const stage = (name: string, release: string, rest: JsonObject = {}): JsonObject => ({
    ...{ name, train: 't', release, after: [], running: { serving: [{ release, weight: 100 }] } },
    ...rest,
  });
  const model = (...stages: readonly JsonObject[]): Json => ({
    stages,
    trains: [{ name: 't', releases: ['1', '2', '3'] }],
  });

  test('says who is behind by how much, and who moves', () => {
    const after = model(stage('dev', '3'), stage('prod', '1', { after: ['dev'] }), stage('other', '9', { train: 'u' }));
    const made = report({ before: model(stage('dev', '2'), stage('prod', '1')), after });
    expect(made.stages).toEqual([
      { stage: 'dev', release: '3', from: '2', serving: ['3 100 %'], after: [], behind: 0, planned: true },
      { stage: 'prod', release: '1', serving: ['1 100 %'], after: ['dev'], behind: 2, planned: false },
      { stage: 'other', release: '9', serving: ['9 100 %'], after: [], behind: 0, planned: false },
    ]);
    expect(schemaErrors(made)).toEqual([]);
    const text = toMarkdown(made);
    expect(text).toContain('| <code>dev</code> (in this report) | <code>2</code> → <code>3</code> |');
    expect(text).toContain('| 2 releases | <code>dev</code> |');
  });

  test('is not shown of one stage, and not there without a model', () => {
    expect(toMarkdown(report({ after: model(stage('dev', '1')) }))).not.toContain('**Stages**');
    expect(report({}).stages).toBeUndefined();
  });
});
