import type { ChartData } from '../../../../lib/charts/verify/chart-data';
import type { KeyVerdict, VerifyOptions } from '../../../../lib/charts/verify/key-verdict';
import { verifyValues } from '../../../../lib/charts/verify/verify-values';

const chart: ChartData = {
  name: 'operator',
  values: {
    replicas: 1,
    priorityClassName: null,
    controllerManager: { replicas: 1, podAnnotations: {}, nodeSelector: { 'kubernetes.io/os': 'linux' } },
    driver: { version: '1', upgradePolicy: { maxParallelUpgrades: 1 } },
    resources: { limits: { cpu: 1 } },
    tolerations: [],
    strategy: '',
    metrics: { enabled: false },
    global: { imageRegistry: '' },
    exporter: { forced: true },
    config: 'level: info\nlabels: {}\n',
  },
  dependencies: [],
};

function verdicts(values: unknown, data = chart, options?: VerifyOptions): readonly string[] {
  return verifyValues(values, data, options).map(({ path, verdict }) => `${path.join('.')} ${verdict}`);
}

function only(values: unknown, data = chart, options?: VerifyOptions): KeyVerdict {
  const all = verifyValues(values, data, options);
  expect(all).toHaveLength(1);
  return all[0]!;
}

describe('keys of values.yaml', () => {
  it('knows them, also as null, which takes a default away', () => {
    expect(verdicts({ controllerManager: { replicas: 2 }, driver: { version: null } })).toEqual([
      'controllerManager.replicas known',
      'driver.version known',
    ]);
  });

  it('takes a scalar or a map where the chart has null', () => {
    expect(verdicts({ priorityClassName: 'high' })).toEqual(['priorityClassName known']);
    expect(verdicts({ priorityClassName: { any: 1 } })).toEqual(['priorityClassName.any open']);
  });

  it('finds a key open below an empty map, and only there', () => {
    expect(verdicts({ controllerManager: { podAnnotations: { x: 'y' } } })).toEqual([
      'controllerManager.podAnnotations.x open',
    ]);
    expect(verdicts({ controllerManager: { replcas: 2 } })).toEqual(['controllerManager.replcas orphan']);
  });

  it('knows the maps that Kubernetes leaves free, whatever a chart puts in', () => {
    expect(verdicts({ controllerManager: { nodeSelector: { role: 'x' } }, resources: { limits: { gpu: 1 } } })).toEqual(
      ['controllerManager.nodeSelector.role open', 'resources.limits.gpu open'],
    );
    expect(verdicts({ resources: { limts: { gpu: 1 } } })).toEqual(['resources.limts.gpu orphan']);
  });

  it('leaves elements of lists open', () => {
    expect(verdicts({ tolerations: [{ key: 'a', operator: 'Exists' }] })).toEqual([
      'tolerations.0.key open',
      'tolerations.0.operator open',
    ]);
    expect(verdicts({ tolerations: ['a'] })).toEqual(['tolerations known']);
  });

  it('gives each leaf of an unknown map its verdict', () => {
    expect(verdicts({ nothing: { a: 1, b: { c: [] } } })).toEqual(['nothing.a orphan', 'nothing.b.c orphan']);
  });

  it('finds no map below a scalar', () => {
    expect(verdicts({ strategy: { type: 'Recreate' } })).toEqual(['strategy.type orphan']);
  });

  it('notes a scalar where the chart has a map', () => {
    expect(only({ metrics: true })).toEqual({ path: ['metrics'], verdict: 'known', note: 'the chart has a map here' });
  });

  it('says nothing about an empty document', () => {
    expect(verdicts({})).toEqual([]);
    expect(verdicts(null)).toEqual([]);
    expect(verdicts({ a: 1 }, { name: 'empty', values: null, dependencies: [] })).toEqual(['a orphan']);
  });
});

describe('suggestions', () => {
  it.each([
    [{ replicsa: 1 }, 'replicas'],
    [{ controllerManager: { replcas: 1 } }, 'controllerManager.replicas'],
    [{ controllerManager: { podannotations: {} } }, 'controllerManager.podAnnotations'],
    [{ driver: { maxParallelUpgrades: 5 } }, 'driver.upgradePolicy.maxParallelUpgrades'],
    [{ driver: { upgradePolicy: { version: '2' } } }, 'driver.version'],
    [{ maxParallelUpgrades: 5 }, 'driver.upgradePolicy.maxParallelUpgrades'],
    [{ metrics: { podAnnotations: {} } }, 'controllerManager.podAnnotations'],
  ])('%j means %s', (values, suggestion) => {
    expect(only(values)).toMatchObject({ verdict: 'orphan', suggestion });
  });

  it('stays silent where nothing comes close', () => {
    expect(only({ driver: { useOpenKernelModules: true } })).not.toHaveProperty('suggestion');
  });
});

describe('keys of the schema', () => {
  const withSchema: ChartData = {
    ...chart,
    schema: {
      $ref: '#/$defs/values',
      $defs: {
        values: {
          type: 'object',
          additionalProperties: true,
          properties: {
            driver: {
              allOf: [{ properties: { kernel: { type: 'string' } } }, { $ref: '#/$defs/extra~1part' }],
            },
            commented: { type: 'object' },
            shaped: { properties: { a: {}, list: { items: { properties: { name: {} } } } } },
            labels2: { properties: { a: {} }, additionalProperties: { type: 'string' } },
            patterns: { patternProperties: { '^[a-z]+$': { properties: { on: {} } } } },
            controllerManager: {
              properties: { podAnnotations: { additionalProperties: false, properties: { ok: {} } } },
            },
          },
        },
        'extra/part': { anyOf: [{ properties: { firmware: {} } }, { $ref: '#/$defs/extra~1part' }] },
      },
    },
  };

  it('knows what values.yaml only has as a comment, and says so', () => {
    expect(only({ driver: { kernel: 'open' } }, withSchema)).toMatchObject({
      verdict: 'known',
      note: 'only the schema names this key',
    });
    expect(verdicts({ driver: { firmware: 1 }, commented: { any: 1 }, shaped: { a: 1 } }, withSchema)).toEqual([
      'driver.firmware known',
      'commented.any open',
      'shaped.a known',
    ]);
  });

  it('does not take silence for permission', () => {
    expect(verdicts({ shaped: { b: 1 }, driver: { kernle: '' } }, withSchema)).toEqual([
      'shaped.b orphan',
      'driver.kernle orphan',
    ]);
    expect(only({ driver: { kernle: '' } }, withSchema).suggestion).toBe('driver.kernel');
  });

  it('takes explicit permission below an object, never at the root', () => {
    expect(verdicts({ labels2: { b: 1 }, patterns: { x: { on: 1, off: 1 } } }, withSchema)).toEqual([
      'labels2.b open',
      'patterns.x.on known',
      'patterns.x.off orphan',
    ]);
    expect(verdicts({ anything: 1 }, withSchema)).toEqual(['anything orphan']);
  });

  it('refuses what a closed schema refuses, also below an empty map', () => {
    expect(verdicts({ controllerManager: { podAnnotations: { ok: 1, no: 1 } } }, withSchema)).toEqual([
      'controllerManager.podAnnotations.ok known',
      'controllerManager.podAnnotations.no orphan',
    ]);
  });

  it('checks elements of lists that the schema describes', () => {
    expect(verdicts({ shaped: { list: [{ name: 'a', nmae: 'b' }] } }, withSchema)).toEqual([
      'shaped.list.0.name known',
      'shaped.list.0.nmae orphan',
    ]);
  });
});

describe('sub-charts', () => {
  const parent: ChartData = {
    ...chart,
    dependencies: [
      {
        name: 'node-exporter',
        alias: 'exporter',
        condition: 'exporter.enabled, tools.exporter.enabled',
        data: {
          name: 'node-exporter',
          values: { port: 9100, labels: {}, global: { storageClass: '' } },
          dependencies: [{ name: 'crds', condition: 'crds.enabled' }],
        },
      },
      { name: 'mystery', condition: 'mystery.enabled' },
    ],
  };

  it('addresses them by alias', () => {
    expect(verdicts({ exporter: { port: 1, labels: { a: 'b' }, prot: 1 } }, parent)).toEqual([
      'exporter.port known',
      'exporter.labels.a open',
      'exporter.prot orphan',
    ]);
    expect(verdicts({ 'node-exporter': { port: 1 } }, parent)).toEqual(['node-exporter.port orphan']);
  });

  it("knows the parent's own keys below a sub-chart, and conditions, which Helm reads", () => {
    expect(
      verdicts(
        {
          exporter: { forced: false, enabled: false, crds: { enabled: false } },
          tools: { exporter: { enabled: true } },
        },
        parent,
      ),
    ).toEqual([
      'exporter.forced known',
      'exporter.enabled known',
      'exporter.crds.enabled known',
      'tools.exporter.enabled known',
    ]);
  });

  it('leaves keys of a sub-chart without data open, with the name and with what was probably meant', () => {
    expect(only({ mystery: { enabld: true } }, parent)).toEqual({
      path: ['mystery', 'enabld'],
      verdict: 'open',
      note: "sub-chart 'mystery' has no data",
      suggestion: 'mystery.enabled',
    });
    expect(verdicts({ mystery: { enabled: true, a: { b: 1 } } }, parent)).toEqual([
      'mystery.enabled known',
      'mystery.a.b open',
    ]);
  });

  it('shares global with all of them', () => {
    expect(verdicts({ global: { imageRegistry: 'a', storageClass: 'b', imagRegistry: 'c' } }, parent)).toEqual([
      'global.imageRegistry known',
      'global.storageClass known',
      'global.imagRegistry orphan',
    ]);
  });
});

describe('what the caller knows', () => {
  const reads = [{ path: 'metrics.service', reason: 'templates/service.yaml' }];

  it('accepts keys that templates read, and shows the reason', () => {
    expect(only({ metrics: { service: 'x' } }, chart, { reads })).toEqual({
      path: ['metrics', 'service'],
      verdict: 'known',
      note: 'templates/service.yaml',
    });
    expect(verdicts({ metrics: { service: { port: 1 }, services: 1 } }, chart, { reads })).toEqual([
      'metrics.service.port open',
      'metrics.services orphan',
    ]);
  });

  it('looks into embedded documents', () => {
    const options = { documents: ['config'], reads: [{ path: 'config.commented', reason: 'a comment' }] };
    const document = 'levl: debug\nlabels: { a: b }\ncommented: 1\n';
    expect(verifyValues({ config: document }, chart, options)).toEqual([
      { path: ['config', 'levl'], verdict: 'orphan', suggestion: 'config.level' },
      { path: ['config', 'labels', 'a'], verdict: 'open', note: 'the chart has an empty map here' },
      { path: ['config', 'commented'], verdict: 'known', note: 'a comment' },
    ]);
  });
});
