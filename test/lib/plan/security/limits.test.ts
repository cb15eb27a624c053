import fc from 'fast-check';
import { securityChanges } from '../../../../lib/plan/security';
import { billionths } from '../../../../lib/plan/security/limits/amounts';
import { object, said } from './objects';

const quota = (hard: object): ReturnType<typeof object> =>
  object('v1', 'ResourceQuota', 'team-a/quota', { spec: { hard } });

describe('quantities', () => {
  it.each([
    ['1', 1_000_000_000n],
    ['1500m', 1_500_000_000n],
    ['1.5', 1_500_000_000n],
    ['2Ki', 2_048_000_000_000n],
    ['0.5Gi', 536_870_912_000_000_000n],
    ['1e3', 1_000_000_000_000n],
    ['3k', 3_000_000_000_000n],
    ['1E', 1_000_000_000_000_000_000_000_000_000n],
    ['5n', 5n],
    ['-1', -1_000_000_000n],
  ])('%s', (text, expected) => expect(billionths(text)).toBe(expected));

  it.each(['', '.', 'x', '1 Gi', '1GiB', '0x1'])('%j is none', (text) => expect(billionths(text)).toBeUndefined());
});

describe('a quota', () => {
  it('that is raised, or gone, is broader', () => {
    expect(
      said(securityChanges(quota({ 'requests.nvidia.com/gpu': '8' }), quota({ 'requests.nvidia.com/gpu': '16' }))),
    ).toEqual(['broadened quota of the namespace: requests.nvidia.com/gpu: 8 → 16']);
    expect(said(securityChanges(quota({ pods: '8' }), undefined))).toEqual([
      'broadened quota of the namespace: pods: 8 → no limit',
    ]);
    expect(said(securityChanges(undefined, quota({ pods: 8 })))[0]).toContain('narrowed');
  });

  it('of the same amount in other words is the same', () => {
    expect(securityChanges(quota({ cpu: '1' }), quota({ cpu: '1000m' }))).toEqual([]);
    expect(securityChanges(quota({ memory: '1024Mi' }), quota({ memory: '1Gi' }))).toEqual([]);
  });

  it('has the direction of its numbers', () => {
    const number = fc.integer({ min: 0, max: 10_000 });
    fc.assert(
      fc.property(number, number, (before, after) => {
        const [change] = securityChanges(quota({ cpu: `${before}m` }), quota({ cpu: String(after / 1000) }));
        expect(change?.direction).toBe(before === after ? undefined : before < after ? 'broadened' : 'narrowed');
      }),
    );
  });
});

it('a LimitRange that allows more is broader', () => {
  const range = (max: string): ReturnType<typeof object> =>
    object('v1', 'LimitRange', 'team-a/limits', { spec: { limits: [{ type: 'Container', max: { cpu: max } }] } });
  expect(said(securityChanges(range('1'), range('2')))).toEqual([
    'broadened most that one may use: Container cpu: 1 → 2',
  ]);
});

it('a PriorityClass that is higher is broader', () => {
  const priority = (value: number, rest: object = {}): ReturnType<typeof object> =>
    object('scheduling.k8s.io/v1', 'PriorityClass', 'high', { value, ...rest });
  expect(said(securityChanges(priority(1), priority(2)))).toEqual(['broadened priority of pods: value: 1 → 2']);
  expect(said(securityChanges(priority(1), priority(1, { globalDefault: true })))[0]).toContain(
    'broadened priority of all pods',
  );
  expect(said(securityChanges(priority(1), priority(1, { preemptionPolicy: 'Never' })))[0]).toContain(
    'narrowed stops pods',
  );
});

describe('a queue of Kueue', () => {
  const queue = (resource: object, spec: object = { cohortName: 'all' }): ReturnType<typeof object> =>
    object('kueue.x-k8s.io/v1beta2', 'ClusterQueue', 'team-a', {
      spec: {
        resourceGroups: [
          { flavors: [{ name: 'h100', resources: [{ name: 'nvidia.com/gpu', nominalQuota: 8, ...resource }] }] },
        ],
        ...spec,
      },
    });

  it.each([
    [
      'more quota',
      queue({}),
      queue({ nominalQuota: '16' }),
      'broadened quota of the queue: h100 nvidia.com/gpu: 8 → 16',
    ],
    [
      'no limit of borrowing',
      queue({ borrowingLimit: 4 }),
      queue({}),
      'broadened quota that the queue may borrow: h100 nvidia.com/gpu: 4 → no limit',
    ],
    [
      'a cohort',
      queue({}, {}),
      queue({}),
      'broadened quota that the queue may borrow: h100 nvidia.com/gpu: 0 → no limit',
    ],
    [
      'all namespaces',
      queue({}),
      queue({}, { cohortName: 'all', namespaceSelector: {} }),
      'broadened namespaces that may use the queue: all namespaces',
    ],
    [
      'preemption',
      queue({}),
      queue({}, { cohortName: 'all', preemption: { reclaimWithinCohort: 'Any' } }),
      'broadened stops workloads of other queues',
    ],
  ])('with %s is broader', (_name, before, after, text) => {
    expect(said(securityChanges(before, after)).some((each) => each.startsWith(text))).toBe(true);
  });

  it('with one of several namespaces left is narrower', () => {
    const named = (...values: string[]): ReturnType<typeof queue> =>
      queue({}, { namespaceSelector: { matchExpressions: [{ key: 'team', operator: 'In', values }] } });
    expect(said(securityChanges(named('a', 'b'), named('a')))).toEqual([
      'narrowed namespaces that may use the queue: team=b',
    ]);
  });
});
