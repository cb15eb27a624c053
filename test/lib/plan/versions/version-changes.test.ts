import { buildReport } from '../../../../lib/plan/build-report';
import type { Json, JsonObject } from '../../../../lib/plan/json';
import { toHtml } from '../../../../lib/plan/html/page';
import { toMarkdown } from '../../../../lib/plan/markdown/markdown';
import { readPlan } from '../../../../lib/plan/read-plan';
import type { ModelContext } from '../../../../lib/plan/model-context';
import { judgeDelivery, judgeStep, worst, type Judgement } from '../../../../lib/plan/versions/judge';
import type { VersionChange } from '../../../../lib/plan/versions/version-change';
import { bytes, change, object, plan, release } from '../../../support/plans';
import { definition } from '../../../support/crd-cases';

const STACK = { id: 'oslo1-dev-cluster', stage: 'dev' };

function versions(
  changes: readonly JsonObject[],
  context: ModelContext = {},
  stack: object = STACK,
): readonly VersionChange[] {
  const planned = { plan: readPlan('plan.json', bytes(plan(changes))), stack: { ...STACK, ...stack } };
  return buildReport([planned], { model: context }).versions;
}

const chart = (from: string, to: string, name = 'kueue'): JsonObject =>
  change({
    address: 'helm_release.kueue',
    before: { chart: name, version: from },
    after: { chart: name, version: to },
  });
const model = (...facts: readonly JsonObject[]): Json => ({
  facts: facts.map((fact) => ({ stage: 'dev', path: 'a/b', ...fact })),
});
const delivery = (by: string): JsonObject => ({ kind: 'crd-delivery', chart: 'kueue', version: '1', by, groups: [] });

describe('a step between two versions', () => {
  test.each<[string | undefined, string | undefined, string]>([
    ['1.2.3', '1.2.4', 'safe'],
    ['v1.2.3', 'v1.3.0', 'safe'],
    ['1.2.3', '2.0.0', 'manual'],
    ['0.18.6', '0.18.7', 'safe'],
    ['0.18.6', '0.19.0', 'manual'],
    ['1.3.0', '1.2.0', 'manual'],
    ['latest', 'stable', 'unknown'],
    [undefined, '1.0.0', 'safe'],
    ['1.0.0', undefined, 'safe'],
    ['2.0.0-rc.1', '2.0.0', 'manual'],
  ])('%s to %s is %s', (from, to, verdict) => {
    expect(judgeStep(from, to).verdict).toBe(verdict);
  });

  test.each([
    ['3.13.1-distroless', '3.14.0-distroless', 'a minor version'],
    ['3.13.1-distroless', '3.13.2-distroless', 'a patch version'],
    ['1.0.0-rc.1', '1.0.0-rc.2', 'a prerelease or build version'],
  ])('%s to %s is %s', (from, to, why) => {
    expect(judgeStep(from, to)).toEqual({ verdict: 'safe', why });
  });
});

describe('several judgements', () => {
  const manual = (why: string): Judgement => ({ verdict: 'manual', why });

  test('are the worst of them, with each of its reasons', () => {
    expect(worst({ verdict: 'safe', why: 'a' }, manual('b'), manual('c'), manual('b'))).toEqual(manual('b; c'));
    expect(worst(...['a', 'b', 'c', 'd', 'e'].map(manual))).toEqual(manual('a; b; c; and 2 more'));
    expect(worst({ verdict: 'safe', why: 'a' }, { verdict: 'safe', why: 'b' }).why).toBe('a');
  });

  test('of the CRDs of a chart know what was rendered', () => {
    expect(judgeDelivery('chart', 0).verdict).toBe('safe');
    expect(judgeDelivery('install-only', 0).verdict).toBe('safe');
    expect(judgeDelivery(undefined, 2)).toMatchObject({ verdict: 'manual', why: expect.stringContaining('2 differ') });
  });
});

describe('versions of a report', () => {
  test.each<[string, ModelContext, string, RegExp]>([
    ['no model', {}, 'unknown', /not known/],
    ['CRDs of their own', { after: model(delivery('release')) }, 'safe', /minor version/],
    ['CRDs in the chart', { after: model(delivery('chart')) }, 'unknown', /lie in the chart/],
    ['CRDs that are installed once', { after: model(delivery('install-only')) }, 'manual', /somebody must/],
    ['no CRDs', { after: model() }, 'safe', /minor version/],
    [
      'CRDs of another stage',
      { after: model({ ...delivery('install-only'), stage: 'prod' }) },
      'safe',
      /minor version/,
    ],
  ])('have a chart with %s', (_, context, verdict, why) => {
    expect(versions([chart('1.0.0', '1.1.0')], context)).toEqual([
      {
        kind: 'chart',
        name: 'kueue',
        path: 'helm_release.kueue',
        stage: 'dev',
        from: '1.0.0',
        to: '1.1.0',
        verdict,
        why: expect.stringMatching(why),
        releasePage: 'https://github.com/kubernetes-sigs/kueue/releases/tag/v1.1.0',
      },
    ]);
  });

  test('lead to the page of the version that comes, in a comment and on a page', () => {
    const planned = { plan: readPlan('plan.json', bytes(plan([chart('0.19.1', '0.19.2')]))) };
    const report = buildReport([planned]);
    const page = 'https://github.com/kubernetes-sigs/kueue/releases/tag/v0.19.2';
    expect(toMarkdown(report)).toContain(`[<code>0.19.2</code>](${page})`);
    expect(toHtml(report, [])).toContain(`<a href="${page}"><code>0.19.2</code></a>`);
  });

  test('name a chart of a file, and leave out the chart that only carries objects', () => {
    expect(versions([chart('1.0.0', '1.0.1', '../../../charts/kueue-1.0.1.tgz')])[0]?.name).toBe('kueue');
    expect(versions([chart('1.0.0', '1.0.1', './assets/Datahall_ObjectsChart_DA9ADE34/163F')])).toEqual([]);
    expect(versions([chart('1.0.0', '1.0.0')])).toEqual([]);
  });

  test('have definitions with what breaks', () => {
    const spec = (limit: number): JsonObject => ({
      type: 'object',
      properties: { size: { type: 'integer', maximum: limit } },
    });
    const crd = (limit: number, more: object = {}): Json =>
      definition({ v1: { spec: spec(limit) }, ...more }) as unknown as Json;
    const made = versions([
      release({}, [crd(9), object('A', 'a')], [crd(5), object('A', 'a')]),
      release({ address: 'helm_release.b' }, [crd(9)], [crd(9, { v2: { storage: false, spec: spec(9) } })]),
    ]);
    expect(made.map(({ kind, name, from, to, verdict, why }) => [kind, name, from, to, verdict, why])).toEqual([
      ['crd', 'things.example.com', 'v1 (stored)', 'v1 (stored)', 'manual', 'v1 spec.size: maximum 9 → 5'],
      [
        'crd',
        'things.example.com',
        'v1 (stored)',
        'v1 (stored), v2',
        'safe',
        'objects that are there stay as they are',
      ],
    ]);
  });

  test('have images of objects and values, and one that loses its digest', () => {
    const pod = (image: string): JsonObject => object('Runner', 'a', { spec: { containers: [{ name: 'c', image }] } });
    const digest = `sha256:${'a'.repeat(64)}`;
    const made = versions([
      release({}, [pod('r/a:1.0.0')], [pod('r/a:1.0.1')]),
      release({ address: 'helm_release.b' }, [pod(`r/a:1.0.0@${digest}`)], [pod('r/a:1.0.1')]),
      change({
        address: 'helm_release.c',
        before: { values: ['{"image":{"tag":"1.0.0"}}'] },
        after: { values: ['{"image":{"tag":"2.0.0"}}'] },
      }),
    ]);
    expect(made.map(({ kind, name, verdict }) => [kind, name, verdict])).toEqual([
      ['image', 'Runner a spec.containers[0].image', 'manual'],
      ['image', 'values.image.tag', 'manual'],
      ['image', 'Runner a spec.containers[0].image', 'safe'],
    ]);
  });

  test.each([
    [0, /somebody drains/],
    [2, /2 at once/],
  ])('have the driver, which reaches %i servers at once', (maxParallel, why) => {
    const driver = (version: string): Json => model({ kind: 'gpu-driver', version, maxParallel });
    expect(versions([], { before: driver('1.0'), after: driver('2.0') })).toEqual([
      {
        kind: 'driver',
        name: 'GPU driver',
        path: 'a/b',
        stage: 'dev',
        from: '1.0',
        to: '2.0',
        verdict: 'manual',
        why: expect.stringMatching(why),
      },
    ]);
    expect(versions([], { before: driver('1.0'), after: driver('1.0') })).toEqual([]);
  });

  test('have providers of the two assemblies', () => {
    const side = (version: string): object => ({
      id: STACK.id,
      resources: new Map(),
      providers: new Map([['helm', version]]),
    });
    expect(versions([], {}, { before: side('3.1.1'), now: side('3.1.2') })).toMatchObject([
      { kind: 'provider', name: 'helm', path: STACK.id, from: '3.1.1', to: '3.1.2', verdict: 'safe' },
    ]);
  });

  test('are a table in the comment, in which nothing is markup', () => {
    const text = toMarkdown(
      buildReport([{ plan: readPlan('p', bytes(plan([chart('1.0.0', '1.1.0', 'ku|eue<b>')]))) }]),
    );
    expect(text).toContain('**Versions** (1)');
    expect(text).toContain('| ⚪ unknown | chart <code>ku&#124;eue&#60;b&#62;</code>');
  });
});
