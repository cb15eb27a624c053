import { historyOf, type AssemblyStack } from '../../../lib/plan/assembly';
import { buildReport } from '../../../lib/plan/build-report';
import { toHtml } from '../../../lib/plan/html/page';
import type { JsonObject } from '../../../lib/plan/json';
import { toMarkdown } from '../../../lib/plan/markdown/markdown';
import { readPlan } from '../../../lib/plan/read-plan';
import type { Report } from '../../../lib/plan/report';
import { bytes, change, object, plan, release } from '../../support/plans';

/** A report of stages whose constructs have the same paths: each with its changes. */
function reportOfStages(stages: Readonly<Record<string, readonly JsonObject[]>>): Report {
  const planned = Object.entries(stages).map(([stage, changes]) => {
    const id = `lab-${stage}-cluster`;
    const resource = { path: 'cluster/flavors', stateful: false, protected: false };
    const stack: AssemblyStack = { id, stage, resources: new Map([['helm_release.flavors', resource]]) };
    const read = readPlan(`${id}.json`, bytes(plan(changes, { variables: { stage: { value: stage } } })));
    return { plan: read, stack: historyOf(id, new Map([[id, stack]]), new Map()) };
  });
  return buildReport(planned);
}

const role = (verbs: readonly string[]): JsonObject => ({
  metadata: [{ name: 'a' }],
  rule: [{ api_groups: [''], resources: ['pods'], verbs }],
});
const grant = (verbs: readonly string[]): JsonObject =>
  change({ address: 'kubernetes_cluster_role_v1.a', actions: ['create'], after: role(verbs) });
const update = (after: number): JsonObject =>
  release({}, [object('A', 'a', { spec: 1 })], [object('A', 'a', { spec: after })]);
const loses = release({}, [object('A', 'a')], []);

const lines = (text: string, part: string): readonly string[] =>
  text
    .replace(/<\/?(code|wbr|summary|details)>/g, '')
    .split('\n')
    .filter((line) => line.includes(part));

describe('a report of several stages says in which one', () => {
  test('something must be approved', () => {
    const comment = toMarkdown(reportOfStages({ dev: [loses], prod: [loses] }));
    expect(lines(comment, '⛔ **objects**')).toEqual([
      expect.stringContaining('A a of cluster/flavors in dev: deleted'),
      expect.stringContaining('A a of cluster/flavors in prod: deleted'),
    ]);
  });

  test('somebody may do more', () => {
    const comment = toMarkdown(reportOfStages({ dev: [grant(['get'])], prod: [grant(['*'])] }));
    const told = [...lines(comment, '| ▲ broadened'), ...lines(comment, '**security**')];
    expect(told.some((line) => line.includes('ClusterRole a in dev'))).toBe(true);
    expect(told.some((line) => line.includes('ClusterRole a in prod'))).toBe(true);
  });

  test('constructs change, those that change alike in one row', () => {
    const changes = lines(
      toMarkdown(reportOfStages({ dev: [update(2)], staging: [update(2)], prod: [update(3)] })),
      '~ update cluster/',
    );
    expect(changes).toEqual([
      '~ update cluster/flavors × 2 in dev, staging · helm_release, 1 object',
      '~ update cluster/flavors in prod · helm_release, 1 object',
    ]);
  });

  test('on the page, too', () => {
    const page = toHtml(reportOfStages({ dev: [loses, grant(['*'])], prod: [loses] })).replace(/<[^>]+>/g, '');
    expect(page).toContain('objects A a of cluster/flavors in dev:');
    expect(page).toContain('objects A a of cluster/flavors in prod:');
    expect(page).toContain('update cluster/flavors in prod ·');
    expect(page).toContain('ClusterRole a in dev');
  });

  test('and says nothing of it where there is one', () => {
    const report = reportOfStages({ dev: [loses] });
    for (const text of [toMarkdown(report), toHtml(report)])
      expect(text.replace(/<[^>]+>/g, '')).not.toContain('in dev');
  });
});
