import { buildReport } from '../../../../lib/plan/build-report';
import { capacityChanges } from '../../../../lib/plan/capacity/amounts';
import type { Json, JsonObject } from '../../../../lib/plan/json';
import { toMarkdown } from '../../../../lib/plan/markdown/markdown';
import { readPlan } from '../../../../lib/plan/read-plan';
import type { Report } from '../../../../lib/plan/report';
import type { ModelContext } from '../../../../lib/plan/model-context';
import { bytes, change, object, plan, release } from '../../../support/plans';
import { schemaErrors } from '../../../support/report-schema';
import { leafSpine, reportSite } from '../../../support/report-sites';

const H100 = {
  group: 'h100',
  count: 4,
  gpus: 8,
  maxPowerWatts: 10_000,
  rackUnits: 8,
  nics: [{ ports: 2 }, { ports: 1 }],
};
const DEV = new Set(['dev']);

const fact = (kind: string, path: string, rest: JsonObject): JsonObject => ({ kind, path, stage: 'dev', ...rest });
const model = (servers: readonly string[], facts: readonly JsonObject[] = [], group: JsonObject = H100): Json => ({
  sites: [{ name: 'lab', servers: [group] }],
  stages: [{ name: 'dev', site: 'lab', servers: { h100: servers } }],
  facts,
});

describe('capacity', () => {
  const rows = (before: Json, after: Json): readonly (readonly unknown[])[] =>
    capacityChanges(before, after, DEV).map((it) => [it.scope, it.of, it.name, it.before, it.after, it.unit]);

  test('of a stage is that of its servers', () => {
    expect(rows(model(['a', 'b']), model(['a', 'b', 'c']))).toEqual([
      ['dev', 'servers', 'h100', 2, 3, undefined],
      ['dev', 'GPUs', undefined, 16, 24, undefined],
      ['dev', 'power', undefined, 20_000, 30_000, 'W'],
    ]);
    expect(rows(model(['a', 'b']), model(['b', 'a']))).toEqual([]);
  });

  test('of a site also has rack units and ports', () => {
    expect(
      rows(model([]), model([], [], { ...H100, count: 5 })).map(([scope, of, , from, to]) => [scope, of, from, to]),
    ).toEqual([
      ['lab', 'servers', 4, 5],
      ['lab', 'GPUs', 32, 40],
      ['lab', 'power', 40_000, 50_000],
      ['lab', 'rack units', 32, 40],
      ['lab', 'ports', 12, 15],
    ]);
  });

  test('of a fabric is its switches and cables', () => {
    const site = (spines: number): Json => ({
      sites: [JSON.parse(JSON.stringify(reportSite({ topology: leafSpine(spines) }))) as JsonObject],
    });
    // Two leaves for each pair of four racks: each leaf has a cable to each spine, and each of eight servers has two.
    expect(rows(site(2), site(3)).map(([scope, of, name, from, to]) => [scope, of, name, from, to])).toEqual([
      ['lab', 'switches', 'main', 4 + 2, 4 + 3],
      ['lab', 'cables', 'main', 4 * 2 + 16, 4 * 3 + 16],
    ]);
  });

  test('of the same amount is told where servers are exchanged, or cables move', () => {
    expect(rows(model(['a', 'b', 'c']), model(['b', 'd', 'e']))).toEqual([
      ['dev', 'servers', 'h100: exchanged', 0, 2, undefined],
    ]);
    const site = (links: number): Json => {
      const shape = { ...leafSpine(2).spec.shape, linksPerPair: links };
      const made = JSON.parse(JSON.stringify(reportSite({ topology: leafSpine(2) }))) as {
        fabrics: { topology: object }[];
      };
      made.fabrics[0]!.topology = { ...made.fabrics[0]!.topology, shape };
      return { sites: [made as unknown as JsonObject] };
    };
    // Each pair takes two ports of both switches: of the eight uplinks that are there only the first one stays.
    expect(rows(site(1), site(2)).filter(([, , name]) => name !== 'main')).toEqual([
      ['lab', 'cables', 'main: to other ports', 0, 7, undefined],
    ]);
    expect(rows(site(2), site(2))).toEqual([]);
  });

  test('of tenants is their quota, and what comes or goes is 0 on the other side', () => {
    const before = [
      fact('gpu-quota', 'a/training', { queue: 'training', gpus: 8 }),
      fact('virtual-ip-pool', 'network/public', { range: '198.51.100.0/27' }),
      fact('model-server', 'serving/llama', { replicas: 2, gpusPerReplica: 4 }),
      fact('namespace', 'n', { name: 'team', quota: { 'requests.nvidia.com/gpu': '4', 'requests.memory': '1Ti' } }),
    ];
    const after = [
      fact('gpu-quota', 'a/training', { queue: 'training', gpus: 12 }),
      fact('virtual-ip-pool', 'network/public', { range: '198.51.100.0/26' }),
      fact('ceph-filesystem', 'storage/models', { sizeBytes: 1024 }),
    ];
    expect(rows(model([], before), model([], after)).map(([, of, name, from, to]) => [of, name, from, to])).toEqual([
      ['addresses', undefined, 32, 64],
      ['quota', 'queue training: GPUs', 8, 12],
      ['quota', 'model server serving/llama: GPUs', 8, 0],
      ['quota', 'namespace team: requests.nvidia.com/gpu', 4, 0],
      ['storage', 'storage/models', 0, 1024],
    ]);
  });

  test('is of the stages that are planned, and stands a model that is none', () => {
    const other = [{ ...fact('gpu-quota', 'a', { queue: 'a', gpus: 8 }), stage: 'prod' }];
    expect(rows(model([]), model([], other))).toEqual([]);
    expect(rows({ sites: 'x', stages: [1], facts: [null, { kind: 'gpu-quota', stage: 'dev' }] }, {})).toEqual([]);
  });
});

describe('the reach of a change', () => {
  const FACTS = [
    fact('edge', 'x', { client: 'network/public', server: 'serving/llama', port: 8080 }),
    fact('edge', 'x', { client: 'outside', server: 'network/public', port: 80 }),
    fact('edge', 'x', { client: 'monitoring', server: 'serving/llama/Scrape-runtime', port: 8080 }),
    fact('gpu-pool', 'cluster/h100', { servers: ['a', 'b', 'c'] }),
    fact('gpu-quota', 'cluster/h100/training', { queue: 'training', pool: 'cluster/h100', gpus: 8 }),
    fact('model-server', 'serving/llama', { model: 'llama', pool: 'cluster/h100', replicas: 1, gpusPerReplica: 1 }),
    fact('ceph-filesystem', 'storage/ceph/models', {
      cluster: 'storage/ceph',
      claims: { 'serving/models': 1 },
    }),
  ];
  const driver = (version: string, maxParallel: number): JsonObject =>
    fact('gpu-driver', 'cluster/GpuOperator', { version, maxParallel });

  function report(
    changes: readonly JsonObject[],
    context: ModelContext = {},
    facts: readonly JsonObject[] = [],
  ): Report {
    const paths = new Map([
      ['helm_release.flavors', { path: 'serving/llama/Objects', stateful: false, protected: false }],
      ['helm_release.ceph', { path: 'storage/ceph/Objects', stateful: false, protected: false }],
    ]);
    const stack = { id: 's', stage: 'dev', now: { id: 's', resources: paths } };
    const models = { before: model([], [...FACTS, ...facts]), after: model([], [...FACTS, ...facts]) };
    return buildReport([{ plan: readPlan('p', bytes(plan(changes))), stack }], { model: { ...models, ...context } });
  }

  test('goes backwards over edges, in any number of steps, scrapes apart', () => {
    const { blast } = report([release({ actions: ['delete', 'create'] }, [], [])]);
    expect(blast).toEqual([
      {
        stage: 'dev',
        path: 'serving/llama/Objects',
        cause: 'replace',
        affects: [
          { path: 'network/public', by: 'port 8080' },
          { path: 'outside', by: 'port 80' },
        ],
      },
    ]);
  });

  test.each<[string, JsonObject, string | undefined]>([
    [
      'an object that goes in an update',
      release({}, [object('A', 'a'), object('A', 'b')], [object('A', 'b')]),
      'delete',
    ],
    [
      'another version of a chart',
      change({ address: 'helm_release.flavors', before: { version: '1' }, after: { version: '2' } }),
      'upgrade',
    ],
    [
      'another value',
      change({ address: 'helm_release.flavors', before: { timeout: 1 }, after: { timeout: 2 } }),
      undefined,
    ],
  ])('of %s', (_, changed, cause) => {
    expect(report([changed]).blast?.[0]?.cause).toBe(cause);
  });

  test('of a filesystem are its claims', () => {
    const { blast } = report([change({ address: 'helm_release.ceph', actions: ['delete'], before: {} })]);
    expect(blast?.[0]?.affects).toEqual([
      { path: 'serving/models', by: 'volume' },
      { path: 'storage/ceph/models', by: 'its cluster' },
    ]);
  });

  test.each<[number, number | undefined, object]>([
    [2, undefined, { nodes: 3, atOnce: 2 }],
    [2, 20, { nodes: 3, atOnce: 2, minutes: 40 }],
    [0, 20, { nodes: 3, atOnce: 0 }],
  ])('of a driver, %i at once and %s minutes each: %j', (atOnce, minutesPerNode, drained) => {
    const models = {
      before: model([], [...FACTS, driver('1', atOnce)]),
      after: model([], [...FACTS, driver('2', atOnce)]),
    };
    const { blast } = report([], { ...models, ...(minutesPerNode === undefined ? {} : { minutesPerNode }) });
    expect(blast?.[0]).toEqual({
      ...{ stage: 'dev', path: 'cluster/GpuOperator', cause: 'driver' },
      ...drained,
      affects: [
        { path: 'cluster/h100/training', by: 'queue training' },
        { path: 'network/public', by: 'port 8080' },
        { path: 'outside', by: 'port 80' },
        { path: 'serving/llama', by: 'model llama' },
      ],
    });
  });

  test('is shown, valid by the schema, and left out without models', () => {
    const models = {
      before: model(['a'], [...FACTS, driver('1', 2)]),
      after: model(['a', 'b'], [...FACTS, driver('2', 2)]),
    };
    const made = report([], { ...models, minutesPerNode: 20 });
    const text = toMarkdown(made);
    expect(text).toContain('| <code>dev</code> | power | 10.0 kW | 20.0 kW | +10.0 kW |');
    expect(text).toMatch(
      /another GPU driver of .* drains 3 servers, 2 at once, about 40 min as it was stated; reaches/,
    );
    expect(schemaErrors(made)).toEqual([]);
    const without = buildReport([{ plan: readPlan('p', bytes(plan([]))) }]);
    expect([without.capacity, without.blast]).toEqual([undefined, undefined]);
  });
});
